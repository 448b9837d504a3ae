/* SPDX-License-Identifier: ISC */
/*
 * file: a provider that sends nothing: each message becomes a line of an
 * outbox.  For trying things out, and for handing over to another sender.
 */
#include "provider/drivers.h"

enum { FILE_PATH };

static const struct provider_setting file_settings[] = {
    [FILE_PATH] = {"path", true, false, "file that messages are added to",
	NULL},
    {NULL, false, false, NULL, NULL},
};

static int
file_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf line;

	(void)err;
	*out = (struct provider_request){
	    .append_path = values->values[FILE_PATH]};
	record_set_text(message, "reference", slice_of(reference));
	buf_init(&line, BUF_NO_CAP);
	record_write(message, &line);
	record_remove(message, "reference");
	buf_addc(&line, '\n');
	out->append_line = arena_slice(arena, buf_slice(&line));
	buf_release(&line);
	return 0;
}

const struct provider provider_file = {
    .name = "file",
    .summary = "an outbox of JSON lines",
    .settings = file_settings,
    .carries = PROVIDER_SMS | PROVIDER_MMS | PROVIDER_EMAIL,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL | PROVIDER_ADDRESS,
    .build = file_build,
};

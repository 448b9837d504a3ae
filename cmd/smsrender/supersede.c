/* SPDX-License-Identifier: ISC */
#include "supersede.h"

#include "key.h"
#include "record/json.h"
#include "record/key.h"
#include "select.h"

enum {
	SUPERSEDE_VERSIONS = 16, /* how far back */
	SUPERSEDE_IDS = 200,
};

/* Can a message of `other`, made when that version was new, still wait? */
static bool
supersedes(struct press *press, const struct template_file *file, size_t index,
    bool present)
{
	const struct template_file *other = &press->selection->files[index];
	struct error err;

	if (!other->of_appointment)
		return false;
	if (present)
		return selection_holds(press->selection, index, &err) == 0;
	return file->cancels || other == file || other->send.set;
}

static void
supersede_add(struct press *press, size_t *count)
{
	struct buf *json = &press->json;
	char id[KEY_ID_SIZE];

	key_id(press->digest, 'm', buf_slice(&press->key), id);
	if (*count == 0)
		json_raw(json, JSON("supersedes"), slice_of("["));
	else
		buf_addc(json, ',');
	buf_addc(json, '"');
	buf_adds(json, id);
	buf_addc(json, '"');
	++*count;
}

void
press_put_supersedes(struct press *press, const struct facts *facts,
    const struct template_file *file)
{
	const struct selection *selection = press->selection;
	int64_t newest = key_version(facts, &press->arena), version, oldest;
	size_t count = 0, i;

	if ((newest <= 1 && !file->cancels) || !file->of_appointment ||
	    facts->to.p == NULL || !key_has_appointment(facts, &press->arena))
		return;
	oldest = newest > SUPERSEDE_VERSIONS ? newest - SUPERSEDE_VERSIONS : 1;
	version = file->cancels ? newest : newest - 1;
	for (; version == newest || version >= oldest; version--)
		for (i = 0; i < selection->count && count < SUPERSEDE_IDS;
		     i++) {
			if (!supersedes(press, file, i, version == newest))
				continue;
			message_key(facts, &selection->files[i], version,
			    &press->arena, &press->key);
			supersede_add(press, &count);
		}
	if (count > 0)
		buf_addc(&press->json, ']');
}

/* SPDX-License-Identifier: ISC */
#include "flight.h"

#include "base/fault.h"
#include "base/file.h"
#include "health.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

size_t
flight_count(const struct run *run, enum attempt_stage stage)
{
	size_t count = 0, i;

	for (i = 0; i < run->slots; i++)
		count += run->attempts[i].stage == stage;
	return count;
}

void
flight_free(struct run *run, enum attempt_stage stage)
{
	size_t i;

	for (i = 0; i < run->slots; i++)
		if (run->attempts[i].stage == stage) {
			arena_reset(&run->attempts[i].arena);
			run->attempts[i].stage = ATTEMPT_FREE;
		}
}

static void
flight_end(struct attempt *attempt, enum provider_verdict verdict,
    const char *class, const char *text)
{
	attempt->outcome = (struct provider_outcome){.verdict = verdict,
	    .error_class = class,
	    .error_text = slice_of(text),
	    .retry_after_ms = -1};
	attempt->stage = ATTEMPT_ENDED;
}

/* A line in a file: accepted once it is synced. */
static void
flight_append(struct run *run, struct attempt *attempt)
{
	const struct provider_request *request = &attempt->request;
	int fd = open(request->append_path,
	    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	struct error err;

	if (fd < 0) {
		error_set_errno(&err, EX_CANTCREAT, "%s", request->append_path);
		run_fail(run, &err);
		health_close(run, attempt->carrier);
		flight_end(attempt, PROVIDER_RETRY, "provider_fault",
		    "cannot open the file");
		return;
	}
	if (file_write(fd, request->append_line.p, request->append_line.n) !=
		0 ||
	    (fsync(fd) != 0 && errno != EINVAL)) {
		error_set_errno(&err, EX_IOERR, "%s", request->append_path);
		run_fail(run, &err);
		health_close(run, attempt->carrier);
		flight_end(attempt, PROVIDER_AMBIGUOUS, "ambiguous",
		    "cannot write the file");
	} else {
		flight_end(attempt, PROVIDER_SENT, NULL, NULL);
		attempt->outcome.id = slice_of(attempt->reference);
	}
	(void)close(fd);
}

/* A claim that waited too long is judged anew: a STOP may have come. */
static bool
flight_is_stale(const struct attempt *attempt)
{
	if (fault_broken("no-age-check"))
		return false;
	return clock_awake() - attempt->claimed_ms > RUN_CLAIM_AGE_MS ||
	    fault_fails("stale-claim");
}

static void
flight_start_one(struct run *run, struct attempt *attempt)
{
	struct error err;

	if (flight_is_stale(attempt)) {
		flight_end(attempt, PROVIDER_RETRY, NULL, "claim too old");
		return;
	}
	if (attempt->request.http.url == NULL) {
		flight_append(run, attempt);
		return;
	}
	attempt->request.http.tag = attempt;
	attempt->stage = ATTEMPT_FLYING;
	if (http_client_start(run->client, &attempt->request.http, &err) == 0)
		return;
	err.code = EX_CONFIG;
	run_fail(run, &err);
	health_close(run, attempt->carrier);
	flight_end(attempt, PROVIDER_RETRY, "provider_fault", "not started");
}

void
flight_start(struct run *run)
{
	size_t i;

	for (i = 0; i < run->slots; i++) {
		if (run->attempts[i].stage != ATTEMPT_CLAIMED)
			continue;
		flight_start_one(run, &run->attempts[i]);
		/* What must never be: claims that wait for one another. */
		if (fault_broken("claim-in-bulk"))
			return;
	}
}

void
flight_collect(struct run *run)
{
	struct http_answer answer;
	struct attempt *attempt;

	while (http_client_next(run->client, &answer)) {
		attempt = answer.tag;
		attempt->carrier->provider->parse(
		    &answer, &attempt->arena, &attempt->outcome);
		if (attempt->outcome.verdict == PROVIDER_SENT &&
		    attempt->outcome.id.n == 0)
			attempt->outcome.id = slice_of(attempt->reference);
		attempt->stage = ATTEMPT_ENDED;
		(void)fault_fails("sent-before-settle");
	}
}

void
flight_abandon(struct run *run)
{
	size_t i;

	for (i = 0; i < run->slots; i++)
		if (run->attempts[i].stage == ATTEMPT_FLYING)
			flight_end(&run->attempts[i], PROVIDER_AMBIGUOUS,
			    "ambiguous", "interrupted");
}

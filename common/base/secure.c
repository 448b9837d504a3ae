/* SPDX-License-Identifier: ISC */
#include "base/secure.h"

#include <sys/resource.h>
#include <sys/stat.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

void
secure_process(void)
{
	const struct rlimit none = {0, 0};

	(void)setrlimit(RLIMIT_CORE, &none);
#ifdef PR_SET_DUMPABLE
	(void)prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L);
#endif
	(void)umask(077);
}

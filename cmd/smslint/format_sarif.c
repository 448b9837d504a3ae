/* SPDX-License-Identifier: ISC */
/*
 * SARIF 2.1.0 (OASIS, docs.oasis-open.org/sarif/sarif/v2.1.0).  Columns count
 * code points, as columnKind says.
 */
#include "format.h"

#include "base/opt.h"
#include "baseline.h"

#include <string.h>

static const char *const levels[] = {
    [LINT_INFO] = "note",
    [LINT_WARNING] = "warning",
    [LINT_ERROR] = "error",
};

/* A path as a URI: what may not stand in one is escaped (RFC 3986). */
static void
sarif_uri(struct buf *out, const char *path)
{
	for (; *path != '\0'; path++)
		if ((*path >= 'a' && *path <= 'z') ||
		    (*path >= 'A' && *path <= 'Z') ||
		    (*path >= '0' && *path <= '9') ||
		    strchr("-._~/", *path) != NULL)
			buf_addc(out, *path);
		else
			buf_addf(out, "%%%02X", (unsigned)(unsigned char)*path);
}

static void
sarif_rule(struct buf *out, const struct lint_rule *rule)
{
	buf_addf(
	    out, "{\"id\":\"%s\",\"shortDescription\":{\"text\":", rule->id);
	format_string(out, slice_of(rule->summary));
	buf_adds(out, "},\"fullDescription\":{\"text\":");
	format_string(out, slice_of(rule->why));
	buf_adds(out, "},\"help\":{\"text\":");
	format_string(out, slice_of(rule->source));
	buf_addf(out, "},\"defaultConfiguration\":{\"level\":\"%s\"}}",
	    levels[rule->severity]);
}

static size_t
sarif_index(const struct lint_rule *rule)
{
	size_t i = 0;

	while (rules_at(i) != rule)
		i++;
	return i;
}

static void
sarif_region(struct buf *out, const struct sheet_finding *finding)
{
	struct format_span span = format_span(finding);

	buf_addf(out,
	    "{\"startLine\":%zu,\"startColumn\":%zu,\"endLine\":%zu,"
	    "\"endColumn\":%zu}",
	    span.line, span.column, span.end_line, span.end_column);
}

static void
sarif_fix(struct buf *out, const struct sheet_finding *finding)
{
	buf_adds(out,
	    ",\"fixes\":[{\"artifactChanges\":[{\"artifactLocation\":"
	    "{\"uri\":\"");
	sarif_uri(out, finding->file->path);
	buf_adds(out, "\"},\"replacements\":[{\"deletedRegion\":");
	sarif_region(out, finding);
	buf_adds(out, ",\"insertedContent\":{\"text\":");
	format_string(out, finding->suggestion);
	buf_adds(out, "}}]}]}]");
}

static void
sarif_result(struct buf *out, const struct sheet_finding *finding)
{
	buf_addf(out,
	    "{\"ruleId\":\"%s\",\"ruleIndex\":%zu,\"level\":\"%s\","
	    "\"message\":{\"text\":",
	    finding->rule->id, sarif_index(finding->rule),
	    levels[finding->severity]);
	format_string(out, finding->message);
	buf_adds(out,
	    "},\"locations\":[{\"physicalLocation\":"
	    "{\"artifactLocation\":{\"uri\":\"");
	sarif_uri(out, finding->file->path);
	buf_adds(out, "\"},\"region\":");
	sarif_region(out, finding);
	buf_adds(out, "}}],\"partialFingerprints\":{\"smslint/v1\":\"");
	baseline_print(finding, out);
	buf_adds(out, "\"}");
	if (finding->suggestion.p != NULL && finding->exact)
		sarif_fix(out, finding);
	buf_addc(out, '}');
}

void
format_sarif(const struct sheet *sheet, bool colour, struct buf *out)
{
	const char *between = "";
	size_t i;

	(void)colour;
	buf_addf(out,
	    "{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/"
	    "errata01/os/schemas/sarif-schema-2.1.0.json\","
	    "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":"
	    "{\"name\":\"smslint\",\"version\":\"%s\",\"rules\":[",
	    SMSPIPE_VERSION);
	for (i = 0; i < rules_count(); i++) {
		buf_adds(out, i > 0 ? "," : "");
		sarif_rule(out, rules_at(i));
	}
	buf_adds(out, "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[");
	for (i = 0; i < sheet->count; i++) {
		if (sheet->findings[i].known)
			continue;
		buf_adds(out, between);
		sarif_result(out, &sheet->findings[i]);
		between = ",";
	}
	buf_adds(out, "]}]}\n");
}

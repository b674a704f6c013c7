/* SPDX-License-Identifier: MIT */
/* The words of one language: what the program says, in that language. The catalogues are gettext's
 * .po files: the shipped ones of this folder are in the program, and a site may have its own (a
 * folder "translations" in the site's folder), which add to the shipped one or take its place
 * message by message. What has no translation is said in English.
 *
 * Immutable; any number of threads may use a catalogue. */
#ifndef TRANSLATIONS_CATALOGUE_H
#define TRANSLATIONS_CATALOGUE_H

#include "base/locale.h"
#include "base/message.h"

struct catalogue;

/* What a site's own catalogue gets wrong: called with SENTENCE for each message that is left out.
 */
typedef void catalogue_report_fn(void *arg, const char *sentence);

/* The catalogue for LANGUAGE, a known tag: the shipped one that fits it best (catalogue_fitting),
 * or none, with what OWN says before it. OWN is the text of the site's own .po file for it, or
 * empty. A message of OWN whose places or tags are not those of the English is left out and
 * reported. Never fails for the shipped ones; ERR_INVALID if OWN is not a .po file or its rule for
 * numbers is none. *out is then unchanged. */
MUST_CHECK enum err_kind catalogue_new(struct catalogue **out, struct str language, struct str own,
                                       catalogue_report_fn *report, void *arg, struct err *e);
void catalogue_free(struct catalogue **k);

/* The tag of shipped catalogue I ("de", "pt-BR"), English first; NULL past the last. */
const char *catalogue_shipped(size_t i);
/* Which of N tags is best for LANGUAGE: the same tag, else the first one of the same language in
 * the same script ("pt-BR" for "pt-PT", but not "zh-Hans" for "zh-TW"). N if none fits. */
size_t catalogue_fitting(struct str language, const char *const *tags, size_t n);

/* Whether K is for English, so that an untranslated message needs no mark. */
bool catalogue_is_english(const struct catalogue *k);
/* Whether all of the interface is in English though K is for another language, which has no
 * catalogue. */
bool catalogue_is_foreign(const struct catalogue *k);

/* The translation of ENGLISH, as a message that stands in CONTEXT (empty: in none): STR_NONE if it
 * has none. ENGLISH may be written as template messages are (tmpl/tpl_message.h). */
struct str catalogue_find(const struct catalogue *k, struct str context, struct str english);
/* ENGLISH, a marked literal (N_), in K's language. Both live at least as long as the result. */
struct str catalogue_say(const struct catalogue *k, const char *english);
/* M in K's language, in A. Values in the other direction of writing are isolated (UAX 9). */
struct str catalogue_message(const struct catalogue *k, const struct message *m, struct arena *a);
/* The same for a message from the database (message_pack). */
struct str catalogue_stored(const struct catalogue *k, struct str packed, struct arena *a);
/* The same for what an error or a problem has said. */
struct str catalogue_said(const struct catalogue *k, const struct said *s, struct arena *a);

#endif

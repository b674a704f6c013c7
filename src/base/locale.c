/* SPDX-License-Identifier: MIT */
/* Numbers and dates by ICU. A locale reads all it can from ICU when it is made; only dates ask ICU
 * later. ICU's formats are not thread-safe, so each locale has one set of them behind a lock. They
 * are used when a page is rendered, not when it is served from the cache. Dates are Gregorian
 * whatever calendar the language uses, since permalinks contain them. ICU's own rules of time zones
 * are as old as its package, so ICU formats local times as if they were UTC. Everything here
 * follows from the language, the zone's rules (zone.h) and the installed version of ICU. */
#include "base/locale.h"

#include <pthread.h>
#include <stdlib.h>

#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/unumsys.h>
#include <unicode/ustring.h>

#include "base/die.h"
#include "base/language.h"
#include "base/utf8.h"

enum { STYLES = DATE_TIME_ONLY + 1, TEXT_MAX = 128, MEMO_MAX = 4096, WEEKDAYS = 7 };

/* A date that was formatted before. A page that is rendered again asks for the same dates. */
struct date_memo {
    int64_t epoch_s;
    uint8_t style, n; /* n 0: none */
    char text[54];
};

struct locale {
    pthread_mutex_t lock; /* protects the fields down to WEEKDAYS; the rest never change */
    struct date_memo memo[MEMO_MAX];
    bool has_dates; /* the two below were read: with the first date, since it takes a while */
    UDateFormat *formats[STYLES];         /* NULL: ICU has none */
    char weekdays[2][WEEKDAYS][TEXT_MAX]; /* by enum weekday_style */
    struct number_format numbers;
    char digits[16]; /* CLDR's name of the digits */
    int first_weekday;
    char language[TEXT_MAX]; /* as ICU names it */
    struct zone *zone;
    bool right_to_left;
};

/* The parts that each style shows, as an ICU skeleton. The language decides order, words and
 * punctuation. */
static const char *const skeletons[STYLES] = {
    [DATE_LONG] = "yMMMMd", [DATE_SHORT] = "yMMMd",   [DATE_MONTH] = "yMMMM",
    [DATE_YEAR] = "y",      [DATE_TIME] = "yMMMMdjm", [DATE_TIME_ONLY] = "jm",
};

static void utf16_from(UChar to[TEXT_MAX], const char *from)
{
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(to, TEXT_MAX, NULL, from, -1, &status);
    if (U_FAILURE(status))
        to[0] = 0;
}

/* The locale that ICU is to make dates of: LANGUAGE with the Gregorian calendar. */
static void date_locale(char out[TEXT_MAX], const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    memcpy(out, language, TEXT_MAX);
    uloc_setKeywordValue("calendar", "gregorian", out, TEXT_MAX, &status);
    if (U_FAILURE(status)) /* the tag leaves no room */
        uloc_getBaseName(language, out, TEXT_MAX, &status);
}

static void open_formats(struct locale *l)
{
    UErrorCode status = U_ZERO_ERROR;
    char language[TEXT_MAX];
    date_locale(language, l->language);
    UDateTimePatternGenerator *generator = udatpg_open(language, &status);
    for (int i = 0; i < STYLES && U_SUCCESS(status); i++) {
        UChar skeleton[TEXT_MAX], pattern[TEXT_MAX];
        utf16_from(skeleton, skeletons[i]);
        int32_t n = udatpg_getBestPattern(generator, skeleton, -1, pattern, TEXT_MAX - 1, &status);
        l->formats[i] =
            udat_open(UDAT_PATTERN, UDAT_PATTERN, language, u"GMT", -1, pattern, n, &status);
    }
    udatpg_close(generator);
}

/* The fewest digits that may stand before the first separator. Some languages (Spanish, Polish)
 * need two: 1000, but 10 000. ICU's older number API does not tell, so this formats a number of
 * PRIMARY + 1 digits with the newer one and looks at its length. */
static uint8_t leading_minimum(const char *language, int primary)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar text[TEXT_MAX];
    UNumberFormatter *format = unumf_openForSkeletonAndLocale(u"group-auto", -1, language, &status);
    UFormattedNumber *written = unumf_openResult(&status);
    int64_t number = 1;
    for (int i = 0; i < primary; i++)
        number *= 10;
    unumf_formatInt(format, number, written, &status);
    int32_t n = unumf_resultToString(written, text, TEXT_MAX, &status);
    unumf_closeResult(written);
    unumf_close(format);
    return U_SUCCESS(status) && u_countChar32(text, n) == primary + 1 ? 2 : 1;
}

static void read_numbers(struct number_format *f, const char *language)
{
    *f = (struct number_format){.zero = '0'};
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, language, NULL, &status);
    if (U_FAILURE(status))
        return;
    UChar symbol[8];
    int32_t n = unum_getSymbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL, symbol, 8, &status);
    int32_t bytes = 0;
    if (unum_getAttribute(format, UNUM_GROUPING_USED))
        u_strToUTF8(f->separator, sizeof f->separator - 1, &bytes, symbol, n, &status);
    if (U_FAILURE(status))
        bytes = 0;
    f->separator[bytes] = '\0';
    int32_t primary = unum_getAttribute(format, UNUM_GROUPING_SIZE);
    int32_t secondary = unum_getAttribute(format, UNUM_SECONDARY_GROUPING_SIZE);
    f->primary = (uint8_t)(primary > 0 && primary < 20 ? primary : 3);
    f->secondary = (uint8_t)(secondary > 0 && secondary < 20 ? secondary : f->primary);
    f->minimum = leading_minimum(language, f->primary);
    status = U_ZERO_ERROR;
    n = unum_getSymbol(format, UNUM_ZERO_DIGIT_SYMBOL, symbol, 8, &status);
    if (U_SUCCESS(status) && n > 0)
        f->zero = n == 1 ? symbol[0] : (int32_t)U16_GET_SUPPLEMENTARY(symbol[0], symbol[1]);
    unum_close(format);
}

static void read_digits(char name[16], const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberingSystem *system = unumsys_open(language, &status);
    const char *known = U_SUCCESS(status) ? unumsys_getName(system) : "";
    bool fits = known[0] != '\0' && strlen(known) < 16;
    memcpy(name, fits ? known : "latn", fits ? strlen(known) + 1 : sizeof "latn");
    unumsys_close(system);
}

/* Names in their standalone form. ICU counts days from 1, which is Sunday. */
static void read_weekdays(struct locale *l)
{
    static const UDateFormatSymbolType symbols[] = {
        [WEEKDAY_NAME] = UDAT_STANDALONE_WEEKDAYS,
        [WEEKDAY_INITIAL] = UDAT_STANDALONE_NARROW_WEEKDAYS,
    };
    UErrorCode status = U_ZERO_ERROR;
    for (int style = 0; style < 2 && l->formats[DATE_LONG] != NULL; style++)
        for (int i = 0; i < WEEKDAYS; i++) {
            UChar text[TEXT_MAX / 4];
            int32_t bytes = 0;
            int32_t n = udat_getSymbols(l->formats[DATE_LONG], symbols[style], i + 1, text,
                                        TEXT_MAX / 4, &status);
            u_strToUTF8(l->weekdays[style][i], TEXT_MAX, &bytes, text, n, &status);
            if (U_FAILURE(status))
                l->weekdays[style][i][0] = '\0';
        }
}

static int read_first_weekday(const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *weeks = ucal_open(NULL, 0, language, UCAL_GREGORIAN, &status);
    int day =
        U_SUCCESS(status) ? ucal_getAttribute(weeks, UCAL_FIRST_DAY_OF_WEEK) - UCAL_SUNDAY : 0;
    ucal_close(weeks);
    return day;
}

/* L as what may change in it, with its lock held and its dates read. */
static struct locale *lock_dates(const struct locale *l)
{
    struct locale *it = (struct locale *)(uintptr_t)l;
    pthread_mutex_lock(&it->lock);
    if (!it->has_dates) {
        open_formats(it);
        read_weekdays(it);
        it->has_dates = true;
    }
    return it;
}

static enum err_kind find_language(struct str language, char id[TEXT_MAX], struct err *e)
{
    if (!language_id(language, id))
        return err_set(e, ERR_INVALID, "There is no language \"%.*s\"; examples: en, pt-BR, ar.",
                       STR_ARG(utf8_cut(language, 40)));
    return OK;
}

enum err_kind locale_new_in(struct locale **out, struct str language, struct zone *zone,
                            struct err *e)
{
    char id[TEXT_MAX];
    TRY(find_language(language, id, e));
    struct locale *l = check_memory(calloc(1, sizeof *l));
    pthread_mutex_init(&l->lock, NULL);
    l->zone = zone_ref(zone);
    l->right_to_left = uloc_isRightToLeft(id);
    read_numbers(&l->numbers, id);
    read_digits(l->digits, id);
    memcpy(l->language, id, sizeof id);
    l->first_weekday = read_first_weekday(id);
    *out = l;
    return OK;
}

enum err_kind locale_new(struct locale **out, struct str language, struct str zone, struct err *e)
{
    struct zone *rules = NULL;
    TRY(zone_open(&rules, zone, e));
    enum err_kind kind = locale_new_in(out, language, rules, e);
    zone_unref(&rules);
    return kind;
}

void locale_free(struct locale **l)
{
    if (*l == NULL)
        return;
    for (int i = 0; i < STYLES; i++)
        if ((*l)->formats[i] != NULL)
            udat_close((*l)->formats[i]);
    zone_unref(&(*l)->zone);
    pthread_mutex_destroy(&(*l)->lock);
    free(*l);
    *l = NULL;
}

struct zone *locale_zone(const struct locale *l)
{
    return l->zone;
}

const char *locale_direction(const struct locale *l)
{
    return l->right_to_left ? "rtl" : "ltr";
}

int locale_first_weekday(const struct locale *l)
{
    return l->first_weekday;
}

struct str locale_weekday(const struct locale *l, int weekday, enum weekday_style style)
{
    pthread_mutex_unlock(&lock_dates(l)->lock);
    return str_from(l->weekdays[style][weekday]); /* which stay as they are */
}

/* ---- numbers ---- */

struct number_format locale_number_format(const struct locale *l)
{
    return l->numbers;
}

enum err_kind number_format_of(struct str language, struct number_format *out, struct err *e)
{
    char id[TEXT_MAX];
    TRY(find_language(language, id, e));
    read_numbers(out, id);
    return OK;
}

/* Writes CP as UTF-8 and returns the number of bytes. */
static size_t write_code_point(char *to, int32_t cp)
{
    if (cp < 0x80) {
        to[0] = (char)cp;
        return 1;
    }
    size_t n = 0;
    U8_APPEND_UNSAFE((uint8_t *)to, n, (uint32_t)cp);
    return n;
}

size_t number_print(const struct number_format *f, uint64_t n, char out[NUMBER_MAX])
{
    char digits[20]; /* least significant first */
    int count = 0;
    do {
        digits[count++] = (char)(n % 10);
        n /= 10;
    } while (n > 0);
    size_t separator = strlen(f->separator), at = 0;
    bool grouped = separator > 0 && count >= f->primary + f->minimum;
    for (int i = count - 1; i >= 0; i--) {
        at += write_code_point(out + at, f->zero + digits[i]);
        bool boundary = i == f->primary || (i > f->primary && (i - f->primary) % f->secondary == 0);
        if (grouped && boundary) {
            memcpy(out + at, f->separator, separator);
            at += separator;
        }
    }
    out[at] = '\0';
    return at;
}

struct str number_digits(const struct number_format *f, struct str s, struct arena *a)
{
    if (f->zero == '0')
        return s;
    char *out = arena_alloc(a, s.n * U8_MAX_LENGTH);
    size_t at = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (digit)
            at += write_code_point(out + at, f->zero + (s.p[i] - '0'));
        else
            out[at++] = s.p[i];
    }
    return str_of(out, at);
}

const char *locale_digits(const struct locale *l)
{
    return l->digits;
}

/* ---- times ---- */

/* The local time of EPOCH_S as seconds since 1970-01-01 00:00. */
static int64_t local_seconds(const struct locale *l, int64_t epoch_s)
{
    return epoch_s + zone_offset(l->zone, epoch_s);
}

struct civil locale_civil(const struct locale *l, int64_t epoch_s)
{
    return civil_of_seconds(local_seconds(l, epoch_s));
}

enum err_kind locale_epoch_times(const struct locale *l, struct civil t, int64_t *out,
                                 enum zone_times *times, struct err *e)
{
    if (!civil_exists(t))
        return err_set(e, ERR_INVALID, "There is no such date and time.");
    enum zone_times found = zone_epoch(l->zone, civil_seconds(t), out);
    if (times != NULL)
        *times = found;
    return OK;
}

enum err_kind locale_epoch(const struct locale *l, struct civil t, int64_t *out, struct err *e)
{
    return locale_epoch_times(l, t, out, NULL, e);
}

bool locale_is_ambiguous(const struct locale *l, int64_t epoch_s)
{
    int64_t first;
    return zone_epoch(l->zone, local_seconds(l, epoch_s), &first) == ZONE_TWICE;
}

/* Formats a date with ICU into OUT, which has TEXT_MAX * 3 bytes. Returns the length, 0 if ICU
 * fails. Call with the lock held. */
static size_t format_date(const struct locale *l, int64_t epoch_s, enum date_style style, char *out)
{
    UChar text[TEXT_MAX];
    UErrorCode status = U_ZERO_ERROR;
    int32_t bytes = 0;
    if (l->formats[style] == NULL)
        return 0;
    UDate local_ms = (UDate)local_seconds(l, epoch_s) * 1000.0;
    int32_t n = udat_format(l->formats[style], local_ms, text, TEXT_MAX, NULL, &status);
    u_strToUTF8(out, TEXT_MAX * 3, &bytes, text, n, &status);
    return U_SUCCESS(status) ? (size_t)bytes : 0;
}

struct str locale_date(const struct locale *l, int64_t epoch_s, enum date_style style,
                       struct arena *a)
{
    char *out = arena_alloc(a, TEXT_MAX * 3);
    struct locale *it = lock_dates(l);
    struct date_memo *memo = &it->memo[((uint64_t)epoch_s * STYLES + (unsigned)style) % MEMO_MAX];
    bool known = memo->n > 0 && memo->epoch_s == epoch_s && memo->style == style;
    size_t n = known ? memo->n : format_date(l, epoch_s, style, out);
    if (known) {
        memcpy(out, memo->text, n);
    } else if (n <= sizeof memo->text) {
        *memo = (struct date_memo){.epoch_s = epoch_s, .style = (uint8_t)style, .n = (uint8_t)n};
        memcpy(memo->text, out, n);
    }
    pthread_mutex_unlock(&it->lock);
    return n > 0 ? str_of(out, n) : locale_iso(l, epoch_s, a);
}

/* Writes the last DIGITS digits of N, padded with zeros. A page shows a hundred times; with printf
 * they took a twentieth of an article's rendering time. */
static void write_number(char *to, int digits, int n)
{
    for (int i = digits - 1; i >= 0; i--, n /= 10)
        to[i] = (char)('0' + n % 10);
}

struct str locale_iso(const struct locale *l, int64_t epoch_s, struct arena *a)
{
    int offset_s = zone_offset(l->zone, epoch_s);
    struct civil t = civil_of_seconds(epoch_s + offset_s);
    int minutes = abs(offset_s) / 60;
    char text[] = "0000-00-00T00:00:00+00:00";
    enum { LENGTH = sizeof text - 1 };
    write_number(text, 4, t.year);
    write_number(text + 5, 2, t.month);
    write_number(text + 8, 2, t.day);
    write_number(text + 11, 2, t.hour);
    write_number(text + 14, 2, t.minute);
    write_number(text + 17, 2, t.second);
    text[19] = offset_s < 0 ? '-' : '+';
    write_number(text + 20, 2, minutes / 60);
    write_number(text + 23, 2, minutes % 60);
    return arena_dup(a, str_of(text, LENGTH));
}

struct str locale_input(const struct locale *l, int64_t epoch_s, struct arena *a)
{
    struct civil t = locale_civil(l, epoch_s);
    return arena_printf(a, "%04d-%02d-%02dT%02d:%02d", t.year, t.month, t.day, t.hour, t.minute);
}

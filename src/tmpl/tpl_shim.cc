/* SPDX-License-Identifier: MIT */
/* Implements tpl.h with ctemplate: the only C++ in the program. No C++ exception leaves this file.
 *
 * A set is one frozen TemplateCache that holds every template under its relative name, so an
 * expansion reads no file and takes no lock for writing. When the engine asks for a value, a dict
 * (a table and the struct that it describes) reads it from the caller's struct; nothing is copied
 * into the engine's own dictionaries. A dict compares names one by one: a table has some tens of
 * rows, so that costs less than escaping one value.
 *
 * The engine writes its errors to std::cerr, without the line. This file redirects them into a
 * string, and tpl_text.c finds the line by parsing parts of the file. */
#include <charconv>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_modifiers.h>
#include <ctemplate/template_string.h>

/* Struct literals in the headers leave members out; C++ warns of that, C does not. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
extern "C" {
#include "base/embed.h"
#include "base/log.h"
#include "base/url.h"
#include "tmpl/tpl.h"
#include "tmpl/tpl_files.h"
#include "tmpl/tpl_message.h"
#include "tmpl/tpl_text.h"
}
#pragma GCC diagnostic pop

using ctemplate::Template;
using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

/* C's memory, given back however a scope is left. */
struct ArenaFree {
    void operator()(struct arena *a) const
    {
        arena_free(&a);
    }
};
using Arena = std::unique_ptr<struct arena, ArenaFree>;

using Files = std::map<std::string, struct str>;

/* The templates of a set that parses each when it is first shown, and has not yet. */
struct Unparsed {
    std::mutex lock;
    Arena texts;
    Files files;
};

struct tpl_set {
    mutable ctemplate::TemplateCache cache;
    std::set<std::string, std::less<>> names;
    const struct catalogue *words = nullptr;
    std::unique_ptr<Unparsed> unparsed; /* none: all are parsed, and the cache is frozen */
};

namespace
{

/* Drops blank lines and the line breaks of lines with only a marker. It also keeps the engine from
 * indenting the lines of an include that stands alone on an indented line; that would change the
 * content of a <textarea>. */
constexpr ctemplate::Strip STRIP = ctemplate::STRIP_BLANK_LINES;
/* The depth of includes in includes: more than any page needs. An endless chain would exhaust the
 * stack. */
constexpr int INCLUDES_DEEP = 64;
/* The template that shows text that was expanded before. No file can have this name. */
constexpr const char *EXPANDED = "(expanded)";
constexpr struct str EXPANDED_TEXT = STR("{{%AUTOESCAPE context=\"HTML\"}}{{TEXT:none}}");
const struct tpl_field expanded_fields[] = {{"TEXT", TPL_HTML, 0, nullptr, 0}, TPL_END};

/* A buffer on the heap that is freed however a scope is left. */
struct Heap {
    struct buf buf = {};
    Heap() = default;
    Heap(const Heap &) = delete;
    Heap &operator=(const Heap &) = delete;
    ~Heap()
    {
        buf_release(&buf);
    }
};

/* ---- expansion ---- */

class BufEmitter : public ctemplate::ExpandEmitter
{
  public:
    explicit BufEmitter(struct buf *to) : to_(to)
    {
    }
    void Emit(char c) override
    {
        buf_add_char(to_, c);
    }
    void Emit(const std::string &s) override
    {
        buf_add(to_, str_of(s.data(), s.size()));
    }
    void Emit(const char *s) override
    {
        buf_add_c(to_, s);
    }
    void Emit(const char *s, size_t n) override
    {
        buf_add(to_, str_of(s, n));
    }

  private:
    struct buf *to_;
};

/* Shared by all dicts of one expansion. */
struct Run {
    const struct tpl_set *set;
    std::string failure; /* the first one; empty: none */
    char number[24];     /* the text of a TPL_INT, until the engine asks for the next value */
};

enum Space { VARIABLES, SECTIONS, INCLUDES };

Space space_of(enum tpl_kind kind)
{
    switch (kind) {
    case TPL_STR:
    case TPL_HTML:
    case TPL_INT:
        return VARIABLES;
    case TPL_INCLUDE:
        return INCLUDES;
    default:
        return SECTIONS;
    }
}

class Dict : public TemplateDictionaryInterface
{
  public:
    Dict(Run *run, const struct tpl_field *fields, const void *view, const Dict *around, int depth)
        : run_(run), fields_(fields), view_(static_cast<const char *>(view)), around_(around),
          depth_(depth)
    {
    }

  private:
    /* A row of a table, and the struct whose member it names. */
    struct Found {
        const struct tpl_field *field;
        const char *view;

        template <typename T> const T &as() const
        {
            return *reinterpret_cast<const T *>(view + field->offset);
        }
    };

    class Rows;

    bool find(Space space, const TemplateString &name, Found *out) const
    {
        for (const Dict *d = this; d != nullptr; d = d->around_) {
            if (d->view_ == nullptr || d->fields_ == nullptr)
                continue;
            for (const struct tpl_field *f = d->fields_; f->name != nullptr; f++) {
                if (f->name[0] == name.data()[0] && space_of(f->kind) == space &&
                    strncmp(f->name, name.data(), name.size()) == 0 &&
                    f->name[name.size()] == '\0') {
                    *out = {f, d->view_};
                    return true;
                }
            }
        }
        return false;
    }

    TemplateString GetValue(const TemplateString &name) const override
    {
        Found it;
        if (!find(VARIABLES, name, &it)) {
            if (str_eq(str_of(name.data(), name.size()), STR("BI_SPACE")))
                return TemplateString(" ", 1);
            if (str_eq(str_of(name.data(), name.size()), STR("BI_NEWLINE")))
                return TemplateString("\n", 1);
            return TemplateString("", 0);
        }
        struct str s;
        if (it.field->kind == TPL_INT) {
            char *number = run_->number;
            char *end = std::to_chars(number, number + sizeof run_->number, it.as<int64_t>()).ptr;
            s = str_of(number, static_cast<size_t>(end - number));
        } else if (it.field->kind == TPL_HTML) {
            s = str_of(it.as<struct html>().p, it.as<struct html>().n);
        } else {
            s = it.as<struct str>();
        }
        return s.p == nullptr ? TemplateString("", 0) : TemplateString(s.p, s.n);
    }

    bool IsHiddenSection(const TemplateString &name) const override
    {
        Found it;
        if (!find(SECTIONS, name, &it))
            return true;
        switch (it.field->kind) {
        case TPL_BOOL:
            return !it.as<bool>();
        case TPL_IF_TEXT:
            return it.as<struct str>().n == 0;
        case TPL_LIST:
            return it.as<struct tpl_list>().n == 0;
        default:
            return it.as<const void *>() == nullptr;
        }
    }
    bool IsUnhiddenSection(const TemplateString &name) const override
    {
        return !IsHiddenSection(name);
    }
    /* Without rows the engine expands the section once, in this dict. */
    Iterator *CreateSectionIterator(const TemplateString &name) const override;

    bool IsHiddenTemplate(const TemplateString &name) const override
    {
        const char *file = GetIncludeTemplateName(name, 0);
        return file == nullptr || *file == '\0';
    }
    /* The engine gets only names that the set holds; it would report any other on std::cerr. */
    const char *GetIncludeTemplateName(const TemplateString &name, int) const override
    {
        Found it;
        if (!find(INCLUDES, name, &it))
            return nullptr;
        const char *file = it.as<struct tpl_include>().file;
        if (file == nullptr || *file == '\0')
            return nullptr;
        const char *problem = run_->set->names.count(file) == 0 ? "there is no such template"
                              : depth_ >= INCLUDES_DEEP         ? "includes are nested too deeply"
                                                                : nullptr;
        if (problem == nullptr)
            return file;
        if (run_->failure.empty())
            run_->failure = std::string(file) + ": " + problem;
        return nullptr;
    }
    /* An included template sees its own view only. */
    Iterator *CreateTemplateIterator(const TemplateString &name) const override;

    void DumpToString(std::string *, int) const override
    {
    }

    Run *run_;
    const struct tpl_field *fields_;
    const char *view_;
    const Dict *around_;
    int depth_;
};

/* The dicts of a section or an include: one for each of the N structs, each of SIZE bytes. */
class Dict::Rows : public Dict::Iterator
{
  public:
    Rows(Run *run, const struct tpl_field *fields, const char *items, size_t n, size_t size,
         const Dict *around, int depth)
        : row_(run, fields, items, around, depth), next_(items), left_(n), size_(size)
    {
    }
    bool HasNext() const override
    {
        return left_ > 0;
    }
    const TemplateDictionaryInterface &Next() override
    {
        row_.view_ = next_;
        next_ += --left_ > 0 ? size_ : 0;
        return row_;
    }

  private:
    Dict row_;
    const char *next_;
    size_t left_, size_;
};

TemplateDictionaryInterface::Iterator *Dict::CreateSectionIterator(const TemplateString &name) const
{
    Found it = {};
    if (find(SECTIONS, name, &it) && it.field->kind == TPL_LIST) {
        const struct tpl_list &list = it.as<struct tpl_list>();
        return new Rows(run_, it.field->sub, static_cast<const char *>(list.items), list.n,
                        it.field->item_size, this, depth_);
    }
    if (it.field != nullptr && it.field->kind == TPL_VIEW)
        return new Rows(run_, it.field->sub, static_cast<const char *>(it.as<const void *>()), 1, 0,
                        this, depth_);
    return new Rows(run_, nullptr, nullptr, 0, 0, nullptr, depth_);
}

TemplateDictionaryInterface::Iterator *
Dict::CreateTemplateIterator(const TemplateString &name) const
{
    Found it;
    if (!find(INCLUDES, name, &it))
        return new Rows(run_, nullptr, nullptr, 0, 0, nullptr, depth_);
    const struct tpl_include &inc = it.as<struct tpl_include>();
    return new Rows(run_, inc.fields, static_cast<const char *>(inc.view), 1, 0, nullptr,
                    depth_ + 1);
}

/* ---- what is wrong with a template, and where ---- */

/* Captures what the engine writes to std::cerr while the object lives. Only one exists at a time:
 * loads are rare, and std::cerr is shared by the whole process. */
class Capture
{
  public:
    Capture() : lock_(one_at_a_time), before_(std::cerr.rdbuf(text_.rdbuf()))
    {
    }
    ~Capture()
    {
        std::cerr.rdbuf(before_);
    }
    Capture(const Capture &) = delete;
    Capture &operator=(const Capture &) = delete;

    /* The text written since the last call, on one line and without the engine's labels. */
    std::string take_messages()
    {
        std::string text = text_.str();
        text_.str("");
        for (const char *label :
             {"ERROR: ", "WARNING: ", "Template : ", "Auto-Escape: ", "In: __{{MAIN}}__"})
            for (size_t at; (at = text.find(label)) != std::string::npos;)
                text.erase(at, strlen(label));
        for (char &c : text)
            if (static_cast<unsigned char>(c) < ' ')
                c = ' ';
        text.erase(text.find_last_not_of(' ') + 1);
        if (text.size() > 200)
            text.replace(200, std::string::npos, "...");
        return text;
    }

  private:
    static std::mutex one_at_a_time;
    std::lock_guard<std::mutex> lock_;
    std::ostringstream text_;
    std::streambuf *before_;
};
std::mutex Capture::one_at_a_time;

bool parses(struct str text)
{
    return std::unique_ptr<Template>(Template::StringToTemplate(text.p, text.n, STRIP)) != nullptr;
}

/* ---- loading ---- */

/* The modifier :x-link, where an address begins an attribute that a browser follows or loads:
 * escapes it, or shows "#" in place of an address that no page may link to. */
class LinkModifier : public ctemplate::TemplateModifier
{
    void Modify(const char *in, size_t n, const ctemplate::PerExpandData *data,
                ctemplate::ExpandEmitter *out, const std::string &arg) const override
    {
        if (url_is_link(str_of(in, n)))
            ctemplate::html_escape.Modify(in, n, data, out, arg);
        else
            out->Emit('#');
    }
};
constexpr const char *LINK = ":x-link";

/* Tells the engine of :x-link, once. */
void know_modifiers()
{
    static const LinkModifier link;
    static const bool known = ctemplate::AddXssSafeModifier(LINK + 1, &link);
    (void)known;
}

/* Our modifier in place of the engine's choice, which is the text at the beginning of CHOSEN. */
const char *modifier_for(std::string_view chosen)
{
    if (chosen.substr(0, 2) == "h\n")
        return ":p";
    return chosen.substr(0, 7) == "U=html\n" ? LINK : "";
}

/* The modifier for each plain variable of TEXT. */
std::vector<const char *> modifiers_of(struct str text)
{
    Heap probe;
    size_t n = tpl_text_probe(text, &probe.buf), at = 0;
    std::vector<const char *> modifiers(n + 1, "");
    std::unique_ptr<Template> t(Template::StringToTemplate(probe.buf.p, probe.buf.n, STRIP));
    std::string dump;
    if (t != nullptr)
        t->DumpToString("", &dump);
    for (size_t i = 0; i < n && at != std::string::npos; i++) {
        std::string node = "Variable Node: TPL_PROBE_" + std::to_string(i) + ":";
        at = dump.find(node, at);
        if (at != std::string::npos)
            modifiers[i] = modifier_for(std::string_view(dump).substr(at + node.size()));
    }
    return modifiers;
}

enum err_kind parse(const struct tpl_set *set, const std::string &name, struct str text,
                    struct err *e)
{
    Heap translated;
    TRY(tpl_text_check(text, e));
    bool is_page = name.compare(0, 5, "feed/") != 0;
    TRY(tpl_message_translate(text, set->words, is_page, &translated.buf, e));
    text = buf_str(&translated.buf);
    Capture errors;
    Heap prepared;
    know_modifiers();
    tpl_text_prepare(text, modifiers_of(text).data(), &prepared.buf);
    errors.take_messages(); /* the engine repeats the probe's errors for the text itself */
    if (!set->cache.StringToTemplateCache(name, prepared.buf.p, prepared.buf.n, STRIP)) {
        std::string message = errors.take_messages();
        return err_set(e, ERR_INVALID, "line %zu: %s", tpl_text_failing_line(text, parses),
                       message.c_str());
    }
    std::string warning = errors.take_messages();
    if (!warning.empty())
        log_warn("template %s: %s", name.c_str(), warning.c_str());
    return OK;
}

enum err_kind add_template(const struct tpl_set *set, const std::string &name, struct str text,
                           struct err *e)
{
    if (str_starts(text, STR("\xef\xbb\xbf"))) /* the byte order mark that some editors write */
        text = str_skip(text, 3);
    if (parse(set, name, text, e) != OK)
        return err_wrap(e, "%s", name.c_str());
    return OK;
}

enum err_kind read_folder(struct arena *a, const char *dir, bool may_be_absent, Files *files,
                          struct err *e)
{
    struct tpl_file *f = nullptr;
    TRY(tpl_files_read(a, dir, ".tpl", may_be_absent, &f, e));
    for (; f != nullptr; f = f->next)
        (*files)[f->name] = f->text;
    return OK;
}

/* What the set is made of, by name; texts are in A, or in the program. */
enum err_kind read_files(const char *shipped_dir, const char *override_dir, struct arena *a,
                         Files *files, struct err *e)
{
    if (shipped_dir != nullptr) {
        TRY(read_folder(a, shipped_dir, false, files, e));
    } else {
        for (size_t i = 0; i < embed_file_count; i++) {
            struct str name = str_from(embed_files[i].name), folder = STR("templates/");
            if (str_starts(name, folder) && str_ends(name, STR(".tpl")))
                (*files)[name.p + folder.n] = str_of(embed_files[i].bytes, embed_files[i].size);
        }
    }
    if (override_dir != nullptr)
        TRY(read_folder(a, override_dir, true, files, e));
    (*files)[EXPANDED] = EXPANDED_TEXT;
    return OK;
}

enum err_kind load(struct tpl_set **out, bool lazily, const char *shipped_dir,
                   const char *override_dir, const struct catalogue *words, struct err *e)
{
    std::unique_ptr<struct tpl_set> set(new struct tpl_set);
    set->words = words;
    Arena texts(arena_new(1 << 16));
    Files files;
    TRY(read_files(shipped_dir, override_dir, texts.get(), &files, e));
    for (const auto &f : files) {
        set->names.insert(f.first);
        if (!lazily)
            TRY(add_template(set.get(), f.first, f.second, e));
    }
    if (lazily) {
        set->unparsed.reset(new Unparsed);
        set->unparsed->texts = std::move(texts);
        set->unparsed->files = std::move(files);
    } else {
        set->cache.Freeze();
    }
    *out = set.release();
    return OK;
}

/* ---- parsing what is shown ---- */

enum err_kind parse_shown(const struct tpl_set *set, const struct tpl_include &what, int depth,
                          struct err *e);

/* The templates that a view of FIELDS may include. */
enum err_kind parse_included(const struct tpl_set *set, const struct tpl_field *fields,
                             const void *view, int depth, struct err *e)
{
    if (fields == nullptr || view == nullptr)
        return OK;
    for (const struct tpl_field *f = fields; f->name != nullptr; f++) {
        const char *member = static_cast<const char *>(view) + f->offset;
        if (f->kind == TPL_INCLUDE) {
            const auto &what = *reinterpret_cast<const struct tpl_include *>(member);
            TRY(parse_shown(set, what, depth + 1, e));
        } else if (f->kind == TPL_VIEW) {
            TRY(parse_included(set, f->sub, *reinterpret_cast<const void *const *>(member), depth,
                               e));
        } else if (f->kind == TPL_LIST) {
            const auto &list = *reinterpret_cast<const struct tpl_list *>(member);
            for (size_t i = 0; i < list.n; i++)
                TRY(parse_included(set, f->sub,
                                   static_cast<const char *>(list.items) + i * f->item_size, depth,
                                   e));
        }
    }
    return OK;
}

enum err_kind parse_shown(const struct tpl_set *set, const struct tpl_include &what, int depth,
                          struct err *e)
{
    if (what.file == nullptr || depth > INCLUDES_DEEP)
        return OK;
    auto found = set->unparsed->files.find(what.file);
    if (found != set->unparsed->files.end()) {
        TRY(add_template(set, found->first, found->second, e));
        set->unparsed->files.erase(found);
    }
    return parse_included(set, what.fields, what.view, depth, e);
}

enum err_kind expand(const struct tpl_set *set, const struct tpl_include &what, struct buf *out,
                     struct err *e)
{
    if (set->names.count(what.file) == 0)
        return err_set(e, ERR_BUG, "%s: there is no such template", what.file);
    if (set->unparsed != nullptr) {
        std::lock_guard<std::mutex> locked(set->unparsed->lock);
        struct err why;
        if (parse_shown(set, what, 0, &why) != OK)
            return err_set(e, ERR_BUG, "template %s", why.msg);
    }
    Run run = {set, std::string(), {0}};
    Dict dict(&run, what.fields, what.view, nullptr, 0);
    BufEmitter emitter(out);
    ctemplate::PerExpandData data;
    bool good = set->unparsed != nullptr
                    ? set->cache.ExpandWithData(what.file, STRIP, &dict, &data, &emitter)
                    : set->cache.ExpandNoLoad(what.file, STRIP, &dict, &data, &emitter);
    if (!run.failure.empty())
        return err_set(e, ERR_BUG, "%s: %s", what.file, run.failure.c_str());
    return good ? OK : err_set(e, ERR_BUG, "%s cannot be expanded", what.file);
}

} // namespace

/* ---- the C side ---- */

struct tpl_include tpl_include_html(const struct html *text)
{
    return {EXPANDED, expanded_fields, text};
}

static enum err_kind set_load(struct tpl_set **out, bool lazily, const char *shipped_dir,
                              const char *override_dir, const struct catalogue *words,
                              struct err *e)
{
    try {
        return load(out, lazily, shipped_dir, override_dir, words, e);
    } catch (const std::exception &x) {
        return err_set(e, ERR_BUG, "loading templates: %s", x.what());
    } catch (...) {
        return err_set(e, ERR_BUG, "loading templates: an unknown exception");
    }
}

enum err_kind tpl_set_load(struct tpl_set **out, const char *shipped_dir, const char *override_dir,
                           const struct catalogue *words, struct err *e)
{
    return set_load(out, false, shipped_dir, override_dir, words, e);
}

enum err_kind tpl_set_load_lazily(struct tpl_set **out, const char *shipped_dir,
                                  const char *override_dir, const struct catalogue *words,
                                  struct err *e)
{
    return set_load(out, true, shipped_dir, override_dir, words, e);
}

size_t tpl_set_parsed(const struct tpl_set *s)
{
    return s->names.size() - (s->unparsed != nullptr ? s->unparsed->files.size() : 0);
}

size_t tpl_set_size(const struct tpl_set *s)
{
    return s->names.size();
}

void tpl_set_free(struct tpl_set **s)
{
    try {
        delete *s;
    } catch (...) {
        log_error("freeing templates: an exception");
    }
    *s = nullptr;
}

enum err_kind tpl_expand(const struct tpl_set *s, struct tpl_include what, struct buf *out,
                         struct err *e)
{
    const size_t before = out->n;
    enum err_kind kind;
    try {
        kind = expand(s, what, out, e);
    } catch (const std::exception &x) {
        kind = err_set(e, ERR_BUG, "%s: %s", what.file, x.what());
    } catch (...) {
        kind = err_set(e, ERR_BUG, "%s: an unknown exception", what.file);
    }
    if (kind != OK)
        out->n = before;
    return kind;
}

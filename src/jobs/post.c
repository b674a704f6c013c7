/* SPDX-License-Identifier: MIT */
/* Sends POST requests with libcurl. It is loaded when there is something to send, and not linked:
 * it brings some thirty libraries along, which would triple the start time of the program, and a
 * plain CGI request starts it each time. Most sites never send anything. */
#include "jobs/post.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdlib.h>

#include "base/die.h"

enum { CONNECT_S = 5, WHOLE_S = 15 };

#define USER_AGENT "Broadsheet"

/* The functions of libcurl that are called. */
struct api {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_global_cleanup) global_cleanup;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_reset) easy_reset;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
};

struct post_client {
    void *library;
    struct api api;
    CURL *curl; /* keeps the last connection open */
    const atomic_bool *stopping;
};

static bool load_functions(void *library, struct api *api)
{
    const struct {
        const char *name;
        void *to;
    } functions[] = {
        {"curl_global_init", &api->global_init},
        {"curl_global_cleanup", &api->global_cleanup},
        {"curl_easy_init", &api->easy_init},
        {"curl_easy_reset", &api->easy_reset},
        {"curl_easy_setopt", &api->easy_setopt},
        {"curl_easy_perform", &api->easy_perform},
        {"curl_easy_getinfo", &api->easy_getinfo},
        {"curl_easy_cleanup", &api->easy_cleanup},
        {"curl_easy_strerror", &api->easy_strerror},
        {"curl_slist_append", &api->slist_append},
        {"curl_slist_free_all", &api->slist_free_all},
    };
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *f = dlsym(library, functions[i].name);
        if (f == NULL)
            return false;
        memcpy(functions[i].to, &f, sizeof f);
    }
    return true;
}

enum err_kind post_client_new(struct post_client **out, const atomic_bool *stopping, struct err *e)
{
    struct post_client *p = check_memory(calloc(1, sizeof *p));
    p->stopping = stopping;
    p->library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (p->library == NULL || !load_functions(p->library, &p->api)) {
        const char *why = dlerror();
        err_set(e, ERR_IO, "libcurl (the package libcurl4) cannot be loaded: %s", why ? why : "");
        post_client_free(&p);
        return e->kind;
    }
    if (p->api.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK)
        p->curl = p->api.easy_init();
    if (p->curl == NULL) {
        post_client_free(&p);
        return err_set(e, ERR_IO, "libcurl cannot start");
    }
    *out = p;
    return OK;
}

/* The library stays loaded, since not all of the libraries that it brings can be unloaded. */
void post_client_free(struct post_client **client)
{
    struct post_client *p = *client;
    *client = NULL;
    if (p == NULL)
        return;
    if (p->curl != NULL) {
        p->api.easy_cleanup(p->curl);
        p->api.global_cleanup();
    }
    free(p);
}

/* ---- one request ---- */

static size_t ignore_body(const char *bytes, size_t size, size_t n, void *ctx)
{
    (void)bytes;
    (void)ctx;
    return size * n;
}

/* A progress callback, called at least once a second; not 0 ends the request. */
static int check_stopping(void *ctx, curl_off_t all_in, curl_off_t in, curl_off_t all_out,
                          curl_off_t out)
{
    const struct post_client *p = ctx;
    (void)all_in;
    (void)in;
    (void)all_out;
    (void)out;
    return atomic_load(p->stopping);
}

static CURLcode perform(struct post_client *p, const char *url, struct curl_slist *headers,
                        struct str body)
{
    const struct api *api = &p->api;
    CURL *c = p->curl;
    api->easy_reset(c); /* connections stay open */
    api->easy_setopt(c, CURLOPT_URL, url);
    api->easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    api->easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    api->easy_setopt(c, CURLOPT_POSTFIELDS, body.p);
    api->easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.n);
    api->easy_setopt(c, CURLOPT_USERAGENT, USER_AGENT);
    api->easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    api->easy_setopt(c, CURLOPT_TIMEOUT, (long)WHOLE_S);
    api->easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    api->easy_setopt(c, CURLOPT_QUICK_EXIT,
                     1L); /* do not wait for a name that is being looked up */
    api->easy_setopt(c, CURLOPT_WRITEFUNCTION, ignore_body);
    api->easy_setopt(c, CURLOPT_XFERINFOFUNCTION, check_stopping);
    api->easy_setopt(c, CURLOPT_XFERINFODATA, p);
    api->easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    return api->easy_perform(c);
}

enum err_kind post(struct post_client *p, struct str url, const char *content_type, struct str body,
                   struct arena *a, struct err *e)
{
    struct str header = arena_printf(a, "Content-Type: %s", content_type);
    struct curl_slist *headers = p->api.slist_append(NULL, header.p);
    /* Without this header libcurl asks first if it may send a longer body, and waits for the
     * answer. */
    struct curl_slist *both = headers ? p->api.slist_append(headers, "Expect:") : NULL;
    CURLcode rc = both ? perform(p, arena_cstr(a, url), both, body) : CURLE_OUT_OF_MEMORY;
    p->api.slist_free_all(headers);
    long status = 0;
    if (rc == CURLE_OK)
        p->api.easy_getinfo(p->curl, CURLINFO_RESPONSE_CODE, &status);
    if (rc != CURLE_OK)
        return err_set(e, ERR_UPSTREAM, "%.*s: %s", STR_ARG(url), p->api.easy_strerror(rc));
    if (status < 200 || status > 299)
        return err_set(e, ERR_UPSTREAM, "%.*s answered %ld", STR_ARG(url), status);
    return OK;
}

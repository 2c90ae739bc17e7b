#pragma once

#include <curl/curl.h>

#ifdef __linux__
#include <sys/epoll.h>  // The other half of curl_multi_socket_action; Glibc's module leaves it out.
#endif

// libcurl is loaded when the first transport is made, not when the program starts: it and the thirty libraries that it
// brings take longer than all else that a command does which sends nothing.

/// Loads libcurl, once for the process. Returns nil, or why it cannot be loaded; then nothing below may be called.
const char *viva_curl_load(void);

/// The functions that are called, by their names after `curl_`.
#define VIVA_CURL_FUNCTIONS(X) \
  X(global_init) X(version) \
  X(easy_init) X(easy_cleanup) X(easy_reset) X(easy_setopt) X(easy_getinfo) X(easy_strerror) \
  X(multi_init) X(multi_cleanup) X(multi_setopt) X(multi_add_handle) X(multi_remove_handle) \
  X(multi_info_read) X(multi_socket_action)

struct viva_curl {
#define VIVA_CURL_MEMBER(name) __typeof__(curl_##name) *name;
  VIVA_CURL_FUNCTIONS(VIVA_CURL_MEMBER)
#undef VIVA_CURL_MEMBER
};

/// Where they are, once loaded.
extern struct viva_curl viva_curl;

static inline CURLcode viva_global_init(long flags) { return viva_curl.global_init(flags); }

static inline const char *viva_curl_version(void) { return viva_curl.version(); }

static inline CURL *viva_easy_init(void) { return viva_curl.easy_init(); }

static inline void viva_easy_cleanup(CURL *easy) { viva_curl.easy_cleanup(easy); }

static inline void viva_easy_reset(CURL *easy) { viva_curl.easy_reset(easy); }

static inline const char *viva_easy_strerror(CURLcode code) { return viva_curl.easy_strerror(code); }

static inline CURLM *viva_multi_init(void) { return viva_curl.multi_init(); }

static inline void viva_multi_cleanup(CURLM *multi) { viva_curl.multi_cleanup(multi); }

static inline CURLMcode viva_multi_add_handle(CURLM *multi, CURL *easy) {
  return viva_curl.multi_add_handle(multi, easy);
}

static inline CURLMcode viva_multi_remove_handle(CURLM *multi, CURL *easy) {
  return viva_curl.multi_remove_handle(multi, easy);
}

static inline CURLMsg *viva_multi_info_read(CURLM *multi, int *left) {
  return viva_curl.multi_info_read(multi, left);
}

static inline CURLMcode viva_multi_socket_action(
    CURLM *multi, curl_socket_t socket, int events, int *running) {
  return viva_curl.multi_socket_action(multi, socket, events, running);
}

// Variadic functions and cast macros, which Swift cannot import: one function for each shape of argument.

static inline CURLcode viva_easy_set_long(CURL *easy, CURLoption option, long value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_string(CURL *easy, CURLoption option, const char *value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_write(
    CURL *easy, CURLoption option, curl_write_callback value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_sockopt(
    CURL *easy, CURLoption option, curl_sockopt_callback value) {
  return viva_curl.easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_close(
    CURL *easy, CURLoption option, curl_closesocket_callback value) {
  return viva_curl.easy_setopt(easy, option, value);
}

// libcurl before 7.85 knows the protocols as bits alone.
static inline CURLcode viva_easy_set_http_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return viva_curl.easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return viva_curl.easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static inline CURLcode viva_easy_get_long(CURL *easy, CURLINFO info, long *value) {
  return viva_curl.easy_getinfo(easy, info, value);
}

static inline CURLcode viva_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return viva_curl.easy_getinfo(easy, info, value);
}

static inline CURLcode viva_easy_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return viva_curl.easy_getinfo(easy, info, (char **)value);
}

static inline CURLMcode viva_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return viva_curl.multi_setopt(multi, option, value);
}

static inline CURLMcode viva_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
  return viva_curl.multi_setopt(multi, option, value);
}

static inline CURLMcode viva_multi_set_socket(
    CURLM *multi, CURLMoption option, curl_socket_callback value) {
  return viva_curl.multi_setopt(multi, option, value);
}

static inline CURLMcode viva_multi_set_timer(
    CURLM *multi, CURLMoption option, curl_multi_timer_callback value) {
  return viva_curl.multi_setopt(multi, option, value);
}

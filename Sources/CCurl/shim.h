#pragma once

#include <curl/curl.h>

#ifdef __linux__
#include <sys/epoll.h>  // The other half of curl_multi_socket_action; Glibc's module leaves it out.
#endif

// Variadic functions and cast macros, which Swift cannot import: one function for each shape of argument.

static inline CURLcode viva_easy_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_write(
    CURL *easy, CURLoption option, curl_write_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_sockopt(
    CURL *easy, CURLoption option, curl_sockopt_callback value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode viva_easy_set_close(
    CURL *easy, CURLoption option, curl_closesocket_callback value) {
  return curl_easy_setopt(easy, option, value);
}

// libcurl before 7.85 knows the protocols as bits alone.
static inline CURLcode viva_easy_set_http_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static inline CURLcode viva_easy_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode viva_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode viva_easy_get_pointer(CURL *easy, CURLINFO info, void **value) {
  return curl_easy_getinfo(easy, info, (char **)value);
}

static inline CURLMcode viva_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode viva_multi_set_pointer(CURLM *multi, CURLMoption option, void *value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode viva_multi_set_socket(
    CURLM *multi, CURLMoption option, curl_socket_callback value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode viva_multi_set_timer(
    CURLM *multi, CURLMoption option, curl_multi_timer_callback value) {
  return curl_multi_setopt(multi, option, value);
}

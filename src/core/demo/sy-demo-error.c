/* sy-demo-error.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sy-demo-error"

#include "config.h"

#include "sy-demo-error.h"

/* What a request asks for that sets no limit: all the model could write. */
#define MODEL_TOKENS 65536

/* Most bodies are OpenRouter's; the others name the server that writes so. */
static const SyDemoError errors[] = {
  {
    .name = "key", .status = 401,
    .body = "{\"error\":{\"message\":\"User not found.\",\"code\":401}}",
  },
  {
    .name = "credits", .status = 402,
    .body =
      "{\"error\":{\"message\":\"This request requires more credits, or fewer max_tokens. You "
      "requested up to {tokens} tokens, but can only afford 1200. To increase, visit "
      "https://openrouter.ai/settings/credits and upgrade to a paid account\",\"code\":402,"
      "\"metadata\":{\"provider_name\":null}},\"user_id\":\"user_demo\"}",
  },
  {
    .name = "moderation", .status = 403,
    .body =
      "{\"error\":{\"message\":\"Your chosen model requires moderation and your input was "
      "flagged. No credits were charged.\",\"code\":403,\"metadata\":{\"reasons\":[\"violence\","
      "\"harassment/threatening\"],\"flagged_input\":\"This is a demo: nothing in it is ...\","
      "\"provider_name\":\"Demo\",\"model_slug\":\"demo/error-moderation\"}},"
      "\"user_id\":\"user_demo\"}",
  },
  {
    /* Groq, which says so under status 400 */
    .name = "terms", .status = 403,
    .body =
      "{\"error\":{\"message\":\"The model `demo/error-terms` requires terms acceptance. Please "
      "have the org admin accept the terms in the console.\","
      "\"type\":\"invalid_request_error\",\"code\":\"model_terms_required\"}}",
  },
  {
    .name = "region", .status = 403,
    .body =
      "{\"error\":{\"message\":\"This model is not available in your region.\",\"code\":403,"
      "\"metadata\":{\"error_type\":\"permission_denied\"},\"availability\":{"
      "\"code\":\"region_restricted\",\"retryable\":false,\"retry_after\":null,"
      "\"requested_models\":[\"demo/error-region\"],\"affected_providers\":[\"Demo\"],"
      "\"fallback_models\":[]}}}",
  },
  {
    .name = "model", .status = 400,
    .body =
      "{\"error\":{\"message\":\"demo/error-model is not a valid model ID\",\"code\":400,"
      "\"availability\":{\"code\":\"model_not_found\",\"retryable\":false,\"retry_after\":null,"
      "\"requested_models\":[\"demo/error-model\"],\"fallback_models\":[]}},"
      "\"user_id\":\"user_demo\"}",
  },
  {
    .name = "gone", .status = 404,
    .body =
      "{\"error\":{\"message\":\"demo/error-gone has been retired.\",\"code\":404,"
      "\"availability\":{\"code\":\"model_deprecated\",\"retryable\":false,"
      "\"retry_after\":null,\"requested_models\":[\"demo/error-gone\"],"
      "\"fallback_models\":[\"demo/markdown-tour\",\"demo/reasoning\"]}}}",
  },
  {
    .name = "privacy", .status = 404,
    .body =
      "{\"error\":{\"message\":\"No endpoints found matching your data policy (Free model "
      "training). Configure: https://openrouter.ai/settings/privacy\",\"code\":404,"
      "\"availability\":{\"code\":\"privacy_restricted\",\"retryable\":false,"
      "\"retry_after\":null,\"requested_models\":[\"demo/error-privacy\"],"
      "\"excluded_by\":\"data_policy\",\"fallback_models\":[]}}}",
  },
  {
    .name = "endpoint", .status = 404,
    .body =
      "{\"error\":{\"message\":\"No endpoints found that support tool use. To learn more about "
      "provider routing, visit: https://openrouter.ai/docs/provider-routing\",\"code\":404,"
      "\"availability\":{\"code\":\"no_endpoints\",\"retryable\":false,\"retry_after\":null,"
      "\"requested_models\":[\"demo/error-endpoint\"],\"fallback_models\":[]}}}",
  },
  {
    /* OpenAI */
    .name = "parameter", .status = 400,
    .body =
      "{\"error\":{\"message\":\"Unsupported parameter: 'temperature' is not supported with "
      "this model.\",\"type\":\"invalid_request_error\",\"param\":\"temperature\","
      "\"code\":\"unsupported_parameter\"}}",
  },
  {
    .name = "long", .status = 400,
    .body =
      "{\"error\":{\"message\":\"This endpoint's maximum context length is 8192 tokens. However, "
      "you requested about 9815 tokens (1719 of text input, 8096 in the output). Please reduce "
      "the length of either one, or use the \\\"middle-out\\\" transform to compress your prompt "
      "automatically.\",\"code\":400,\"metadata\":{\"provider_name\":null,"
      "\"error_type\":\"context_length_exceeded\"}},\"user_id\":\"user_demo\"}",
  },
  {
    .name = "size", .status = 413,
    .body =
      "{\"error\":{\"message\":\"Request entity too large\",\"code\":413,"
      "\"metadata\":{\"error_type\":\"payload_too_large\"}}}",
  },
  {
    .name = "limit", .status = 429, .header = "Retry-After", .value = "5",
    .body =
      "{\"error\":{\"message\":\"Rate limit exceeded: free-models-per-min. \",\"code\":429,"
      "\"metadata\":{\"headers\":{\"X-RateLimit-Limit\":\"20\",\"X-RateLimit-Remaining\":\"0\","
      "\"X-RateLimit-Reset\":\"1795354260000\"},\"error_type\":\"rate_limit_exceeded\"}},"
      "\"user_id\":\"user_demo\"}",
  },
  {
    .name = "shared-limit", .status = 429,
    .body =
      "{\"error\":{\"message\":\"Provider returned error\",\"code\":429,\"metadata\":{"
      "\"raw\":\"demo/error-shared-limit is temporarily rate-limited upstream. Please retry "
      "shortly, or add your own key to accumulate your rate limits\","
      "\"provider_name\":\"Demo\",\"limit_source\":\"upstream\"},\"availability\":{"
      "\"code\":\"capacity_exhausted\",\"retryable\":true,\"retry_after\":3}},"
      "\"user_id\":\"user_demo\"}",
  },
  {
    .name = "quota", .status = 429,
    .body =
      "{\"error\":{\"message\":\"Rate limit exceeded: free-models-per-day. Add 10 credits to "
      "unlock 1000 free model requests per day\",\"code\":429,\"metadata\":{\"headers\":{"
      "\"X-RateLimit-Limit\":\"50\",\"X-RateLimit-Remaining\":\"0\","
      "\"X-RateLimit-Reset\":\"1795392000000\"},\"error_type\":\"rate_limit_exceeded\"}},"
      "\"user_id\":\"user_demo\"}",
  },
  {
    .name = "timeout", .status = 408,
    .body =
      "{\"error\":{\"message\":\"Request timed out\",\"code\":408,"
      "\"metadata\":{\"error_type\":\"timeout\"}}}",
  },
  {
    .name = "server", .status = 500,
    .body =
      "{\"error\":{\"message\":\"Internal Server Error\",\"code\":500,"
      "\"metadata\":{\"error_type\":\"server\"}}}",
  },
  {
    .name = "provider", .status = 502,
    .body =
      "{\"error\":{\"message\":\"Provider returned error\",\"code\":502,\"metadata\":{"
      "\"raw\":\"{\\\"error\\\":{\\\"message\\\":\\\"The engine of this demo ran out of "
      "steam\\\",\\\"type\\\":\\\"server_error\\\",\\\"param\\\":null,\\\"code\\\":null}}\","
      "\"provider_name\":\"Demo\",\"is_byok\":false}},\"user_id\":\"user_demo\"}",
  },
  {
    .name = "overloaded", .status = 503, .header = "Retry-After", .value = "1",
    .body =
      "{\"error\":{\"message\":\"The model is overloaded. Please try again later.\",\"code\":503,"
      "\"metadata\":{\"error_type\":\"provider_overloaded\",\"provider_name\":\"Demo\"},"
      "\"availability\":{\"code\":\"temporarily_unavailable\",\"retryable\":true,"
      "\"retry_after\":1}}}",
  },
  {
    /* llama.cpp */
    .name = "loading", .status = 503,
    .body =
      "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}",
  },
  {
    /* nginx before another server */
    .name = "gateway", .status = 504, .type = "text/html",
    .body =
      "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n"
      "<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx</center>\r\n"
      "</body>\r\n</html>\r\n",
  },
  {
    /* Cloudflare, which is before many */
    .name = "edge", .status = 524, .type = "text/html; charset=UTF-8",
    .body =
      "<!DOCTYPE html>\n<html class=\"no-js\" lang=\"en-US\">\n<head>\n"
      "<title>openrouter.ai | 524: A timeout occurred</title>\n</head>\n<body>\n"
      "<h1>A timeout occurred <span>Error code 524</span></h1>\n</body>\n</html>\n",
  },
  {
    /* Anthropic */
    .name = "capacity", .status = 529,
    .body =
      "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},"
      "\"request_id\":\"req_demo\"}",
  },
  {
    .name = "page", .status = 200, .type = "text/html; charset=utf-8",
    .body =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Welcome</title></head>\n"
      "<body><h1>It works!</h1><p>This is a web site and no API.</p></body>\n</html>\n",
  },
  {
    /* What Go's servers say of a path that they do not have */
    .name = "address", .status = 404, .type = "text/plain; charset=utf-8",
    .body = "404 page not found\n",
  },
  {
    .name = "redirect", .status = 301,
    .header = "Location", .value = "https://www.example.com/api/v1/chat/completions",
    .type = "text/html",
    .body = "<html><head><title>301 Moved Permanently</title></head></html>\n",
  },
  { .name = "empty", .status = 200, .body = "" },
  { .name = "connection", .status = 0, .body = "" },
};

/**
 * sy_demo_error_find:
 * @name: what a script calls an error
 *
 * Returns: (transfer none) (nullable): that error; %NULL when there is none
 */
const SyDemoError *
sy_demo_error_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      if (g_str_equal (errors[i].name, name))
        return &errors[i];
    }

  return NULL;
}

/**
 * sy_demo_error_send:
 * @self: an error
 * @n_tokens: how many tokens the request asked for at most; -1 when it did not say
 * @message: the message to answer, in its server's own thread
 *
 * Answers with the error.
 */
void
sy_demo_error_send (const SyDemoError *self,
                    gint64             n_tokens,
                    SoupServerMessage *message)
{
  g_autofree char *number = NULL;
  g_autoptr(GString) body = NULL;
  const char *type;

  g_return_if_fail (self != NULL);
  g_return_if_fail (SOUP_IS_SERVER_MESSAGE (message));

  /* What is then said reaches nobody. */
  if (self->status == 0)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);

  number = g_strdup_printf ("%" G_GINT64_FORMAT, n_tokens >= 0 ? n_tokens : MODEL_TOKENS);
  body = g_string_new (self->body);
  g_string_replace (body, "{tokens}", number, 0);

  type = self->type != NULL ? self->type : "application/json";
  soup_server_message_set_status (message, self->status != 0 ? self->status : SOUP_STATUS_OK,
                                  NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body->str, body->len);
  if (self->header != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                  self->header, self->value);
}

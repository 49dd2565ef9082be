/* test-error-dialects.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sy-http-error.h"

#include "sy-error.h"
#include "sy-json.h"

#include <string.h>

#define ROUTED(code, raw) \
  "{\"error\":{\"message\":\"Provider returned error\",\"code\":" code ",\"metadata\":{" \
  "\"provider_name\":\"Acme\",\"raw\":" raw "}},\"user_id\":\"u\"}"

#define AVAILABLE(status, code) \
  "{\"error\":{\"message\":\"Not now.\",\"code\":" status ",\"availability\":{" \
  "\"code\":\"" code "\",\"retryable\":false,\"retry_after\":null,\"requested_models\":[\"x/y\"]," \
  "\"affected_providers\":[],\"fallback_models\":[],\"constraint\":null}}}"

#define TYPED(type) \
  "{\"error\":{\"message\":\"m\",\"code\":\"c\",\"metadata\":{\"error_type\":\"" type "\"}}}"

/* What is not named is nothing: no number is -1, which is written as 0 here, and no
 * words are NULL.  @status 0 is an error under a success. */
typedef struct
{
  guint       status;
  const char *body;
  SyError     code;
  const char *words;
  const char *provider;
  const char *parameter;
  const char *models;
  const char *reasons;
  gint64      tokens;
  int         retry_after;
  gboolean    upstream;
  guint       body_status;
} Case;

static const Case cases[] = {
  /* OpenRouter: availability */
  { 400, AVAILABLE ("400", "model_not_found"), SY_ERROR_NO_MODEL, .words = "Not now." },
  { 400, AVAILABLE ("400", "wrong_endpoint"), SY_ERROR_NO_MODEL, .words = "Not now." },
  { 404, AVAILABLE ("404", "no_endpoints"), SY_ERROR_NO_ENDPOINT, .words = "Not now." },
  { 404, AVAILABLE ("404", "model_deprecated"), SY_ERROR_NO_MODEL, .words = "Not now." },
  { 404, AVAILABLE ("404", "model_unavailable_upstream"), SY_ERROR_NO_ENDPOINT,
    .words = "Not now.", .upstream = TRUE },
  { 404, AVAILABLE ("404", "privacy_restricted"), SY_ERROR_DATA_POLICY, .words = "Not now." },
  { 404, AVAILABLE ("404", "constraint_filtered"), SY_ERROR_NO_ENDPOINT, .words = "Not now." },
  { 404, AVAILABLE ("404", "free_variant_ended"), SY_ERROR_NO_MODEL, .words = "Not now." },
  { 403, AVAILABLE ("403", "region_restricted"), SY_ERROR_REGION, .words = "Not now." },
  { 429, AVAILABLE ("429", "capacity_exhausted"), SY_ERROR_RATE_LIMITED, .words = "Not now.",
    .upstream = TRUE },
  { 503, AVAILABLE ("503", "temporarily_unavailable"), SY_ERROR_SERVER, .words = "Not now.",
    .upstream = TRUE },
  { 404, "{\"error\":{\"code\":404,\"message\":\"a/b has been retired.\",\"availability\":{"
         "\"code\":\"model_deprecated\",\"retry_after\":7.2,\"affected_providers\":[\"Acme\"],"
         "\"fallback_models\":[\"a/c\",{\"id\":\"a/d:free\"},\"no id\",\"\",7,null]}}}",
    SY_ERROR_NO_MODEL, .words = "a/b has been retired.", .provider = "Acme",
    .models = "a/c a/d:free", .retry_after = 8 },
  { 404, "{\"error\":{\"code\":404,\"message\":\"Gone\"},"
         "\"availability\":{\"code\":\"model_deprecated\",\"fallback_models\":[\"a/c\"]}}",
    SY_ERROR_NO_MODEL, .words = "Gone", .models = "a/c" },

  /* OpenRouter: metadata.error_type under a success */
  { 0, TYPED ("context_length_exceeded"), SY_ERROR_TOO_LONG, .words = "m" },
  { 0, TYPED ("max_tokens_exceeded"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("token_limit_exceeded"), SY_ERROR_TOO_LONG, .words = "m" },
  { 0, TYPED ("string_too_long"), SY_ERROR_TOO_LONG, .words = "m" },
  { 0, TYPED ("authentication"), SY_ERROR_AUTH, .words = "m", .body_status = 401 },
  { 0, TYPED ("permission_denied"), SY_ERROR_FORBIDDEN, .words = "m", .body_status = 403 },
  { 0, TYPED ("payment_required"), SY_ERROR_PAYMENT, .words = "m" },
  { 0, TYPED ("rate_limit_exceeded"), SY_ERROR_RATE_LIMITED, .words = "m", .body_status = 429 },
  { 0, TYPED ("provider_overloaded"), SY_ERROR_SERVER, .words = "m", .body_status = 503 },
  { 0, TYPED ("provider_unavailable"), SY_ERROR_SERVER, .words = "m", .body_status = 502 },
  { 0, TYPED ("invalid_request"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("invalid_prompt"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("not_found"), SY_ERROR_NOT_FOUND, .words = "m", .body_status = 404 },
  { 0, TYPED ("precondition_failed"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 412 },
  { 0, TYPED ("payload_too_large"), SY_ERROR_TOO_LONG, .words = "m" },
  { 0, TYPED ("unprocessable"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 422 },
  { 0, TYPED ("content_policy_violation"), SY_ERROR_MODERATION, .words = "m" },
  { 0, TYPED ("refusal"), SY_ERROR_MODERATION, .words = "m" },
  { 0, TYPED ("invalid_image"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("image_too_large"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("image_too_small"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("unsupported_image_format"), SY_ERROR_BAD_REQUEST, .words = "m",
    .body_status = 400 },
  { 0, TYPED ("image_download_failed"), SY_ERROR_BAD_REQUEST, .words = "m", .body_status = 400 },
  { 0, TYPED ("image_not_found"), SY_ERROR_NOT_FOUND, .words = "m", .body_status = 404 },
  { 0, TYPED ("server"), SY_ERROR_SERVER, .words = "m", .body_status = 500 },
  { 0, TYPED ("timeout"), SY_ERROR_SERVER, .words = "m", .body_status = 504 },
  { 0, TYPED ("unmapped"), SY_ERROR_SERVER, .words = "m", .body_status = 500 },

  /* OpenRouter: texts */
  { 400, "{\"error\":{\"message\":\"x/y is not a valid model ID\",\"code\":400},\"user_id\":\"u\"}",
    SY_ERROR_NO_MODEL, .words = "x/y is not a valid model ID" },
  { 401, "{\"error\":{\"message\":\"No auth credentials found\",\"code\":401}}", SY_ERROR_AUTH,
    .words = "No auth credentials found" },
  { 402, "{\"error\":{\"message\":\"This request requires more credits, or fewer max_tokens. You "
         "requested up to 65536 tokens, but can only afford 617. To increase, visit "
         "https://openrouter.ai/settings/credits\",\"code\":402}}",
    SY_ERROR_PAYMENT, .tokens = 617,
    .words = "This request requires more credits, or fewer max_tokens. You requested up to 65536 "
             "tokens, but can only afford 617. To increase, visit "
             "https://openrouter.ai/settings/credits" },
  { 402, "{\"error\":{\"message\":\"Insufficient credits\",\"code\":402}}", SY_ERROR_PAYMENT,
    .words = "Insufficient credits" },
  { 403, "{\"error\":{\"message\":\"Your input was flagged\",\"code\":403,\"metadata\":{"
         "\"reasons\":[\"violence\",7,\"hate\\n/threatening\"],\"flagged_input\":\"how to\","
         "\"provider_name\":\"OpenAI\",\"model_slug\":\"openai/gpt-4o\"}}}",
    SY_ERROR_MODERATION, .words = "Your input was flagged (flagged: “how to”)",
    .provider = "OpenAI", .reasons = "violence|hate /threatening" },
  { 403, "{\"error\":{\"message\":\"Blocked by guardrail\",\"code\":403,\"metadata\":{"
         "\"patterns\":[\"credit-card\"]}}}",
    SY_ERROR_MODERATION, .words = "Blocked by guardrail", .reasons = "credit-card" },
  { 403, "{\"error\":{\"message\":\"Key limit exceeded (total limit).\",\"code\":403}}",
    SY_ERROR_PAYMENT, .words = "Key limit exceeded (total limit)." },
  { 404, "{\"error\":{\"message\":\"No endpoints found for x/y.\",\"code\":404}}",
    SY_ERROR_NO_ENDPOINT, .words = "No endpoints found for x/y." },
  { 404, "{\"error\":{\"message\":\"No endpoints found matching your data policy (Free model "
         "publication). Configure: https://openrouter.ai/settings/privacy\",\"code\":404}}",
    SY_ERROR_DATA_POLICY,
    .words = "No endpoints found matching your data policy (Free model publication). Configure: "
             "https://openrouter.ai/settings/privacy" },
  { 404, "{\"error\":{\"message\":\"No endpoints found that support tool use.\",\"code\":404}}",
    SY_ERROR_NO_ENDPOINT, .words = "No endpoints found that support tool use." },
  { 404, "{\"error\":{\"message\":\"No endpoints found that support image input\",\"code\":404}}",
    SY_ERROR_NO_ENDPOINT, .words = "No endpoints found that support image input" },
  { 404, "{\"error\":{\"message\":\"No allowed providers are available for the selected model.\","
         "\"code\":404}}",
    SY_ERROR_NO_ENDPOINT, .words = "No allowed providers are available for the selected model." },
  { 429, "{\"error\":{\"message\":\"Rate limit exceeded: free-models-per-min\",\"code\":429,"
         "\"metadata\":{\"headers\":{\"X-RateLimit-Limit\":\"20\",\"X-RateLimit-Remaining\":\"0\"},"
         "\"error_type\":\"rate_limit_exceeded\"}}}",
    SY_ERROR_RATE_LIMITED, .words = "Rate limit exceeded: free-models-per-min" },
  { 429, "{\"error\":{\"message\":\"Rate limit exceeded: free-models-per-day-high-balance\","
         "\"code\":429,\"metadata\":{\"error_type\":\"rate_limit_exceeded\"}}}",
    SY_ERROR_QUOTA, .words = "Rate limit exceeded: free-models-per-day-high-balance" },
  { 429, "{\"error\":{\"message\":\"Slow down\",\"code\":429,\"metadata\":{"
         "\"limit_source\":\"upstream\"}}}",
    SY_ERROR_RATE_LIMITED, .words = "Slow down", .upstream = TRUE },
  { 429, "{\"error\":{\"message\":\"Slow down\",\"code\":429,\"metadata\":{"
         "\"limit_source\":\"account\"}}}",
    SY_ERROR_RATE_LIMITED, .words = "Slow down" },
  { 502, "{\"error\":{\"message\":\"All failed\",\"code\":502,\"metadata\":{\"previous_errors\":["
         "{\"provider\":\"First\",\"code\":429,\"status\":429},{\"provider\":\"Last\",\"code\":500}"
         "]}}}",
    SY_ERROR_SERVER, .words = "All failed", .provider = "Last", .upstream = TRUE },

  /* OpenRouter: what is behind it, which keeps the router's status */
  { 429, ROUTED ("429", "\"x/y is temporarily rate-limited upstream.\""), SY_ERROR_RATE_LIMITED,
    .words = "x/y is temporarily rate-limited upstream.", .provider = "Acme", .upstream = TRUE },
  { 502, ROUTED ("502", "{\"error\":{\"message\":\"overheated\",\"code\":\"oops\"}}"),
    SY_ERROR_SERVER, .words = "overheated", .provider = "Acme", .upstream = TRUE },
  { 502, ROUTED ("502", "\"event: error\\ndata: {\\\"type\\\":\\\"error\\\",\\\"error\\\":{"
                        "\\\"message\\\":\\\"Overloaded\\\"}}\\n\\n\""),
    SY_ERROR_SERVER, .words = "Overloaded", .provider = "Acme", .upstream = TRUE },
  { 502, ROUTED ("502", "\"{\\\"error\\\":{\\\"message\\\":\\\"cut\""), SY_ERROR_SERVER,
    .words = "Provider returned error", .provider = "Acme", .upstream = TRUE },
  { 400, ROUTED ("400", "\"{\\\"error\\\":{\\\"message\\\":\\\"This model's maximum context "
                        "length is 8192 tokens. However, your messages resulted in 10000 tokens."
                        "\\\",\\\"code\\\":\\\"context_length_exceeded\\\"}}\""),
    SY_ERROR_TOO_LONG, .provider = "Acme", .upstream = TRUE, .tokens = 1808,
    .words = "This model's maximum context length is 8192 tokens. However, your messages resulted "
             "in 10000 tokens." },
  { 400, ROUTED ("400", "{\"error\":{\"message\":\"Unsupported value\",\"param\":\"temperature\","
                        "\"code\":\"unsupported_value\"}}"),
    SY_ERROR_PARAMETER, .words = "Unsupported value", .provider = "Acme", .upstream = TRUE,
    .parameter = "temperature" },
  { 429, ROUTED ("429", "{\"error\":{\"message\":\"Pay\",\"code\":\"insufficient_quota\"}}"),
    SY_ERROR_RATE_LIMITED, .words = "Pay", .provider = "Acme", .upstream = TRUE },
  { 502, ROUTED ("502", "{\"error\":{\"message\":\"Wrong key\",\"code\":\"invalid_api_key\"}}"),
    SY_ERROR_SERVER, .words = "Wrong key", .provider = "Acme", .upstream = TRUE },
  { 0, "{\"id\":\"gen-1\",\"error\":{\"code\":\"server_error\",\"message\":\"Provider "
       "disconnected\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},"
       "\"finish_reason\":\"error\"}]}",
    SY_ERROR_SERVER, .words = "Provider disconnected", .body_status = 500 },
  { 0, "{\"error\":{\"code\":503,\"message\":\"Down\"},\"user_id\":\"u\"}", SY_ERROR_SERVER,
    .words = "Down", .body_status = 503 },

  /* OpenAI */
  { 401, "{\"error\":{\"message\":\"Incorrect API key provided\",\"type\":"
         "\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}",
    SY_ERROR_AUTH, .words = "Incorrect API key provided" },
  { 403, "{\"error\":{\"code\":\"unsupported_country_region_territory\",\"message\":\"Country, "
         "region, or territory not supported\",\"param\":null,\"type\":\"request_forbidden\"}}",
    SY_ERROR_REGION, .words = "Country, region, or territory not supported" },
  { 404, "{\"error\":{\"message\":\"The model `gpt-9` does not exist or you do not have access to "
         "it.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}}",
    SY_ERROR_NO_MODEL,
    .words = "The model `gpt-9` does not exist or you do not have access to it." },
  { 404, "{\"error\":{\"message\":\"Invalid URL (POST /v1/v1/chat/completions)\","
         "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
    SY_ERROR_WRONG_BASE, .words = "Invalid URL (POST /v1/v1/chat/completions)" },
  { 400, "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this "
         "model. Use 'max_completion_tokens' instead.\",\"type\":\"invalid_request_error\","
         "\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}}",
    SY_ERROR_PARAMETER, .parameter = "max_tokens",
    .words = "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
             "'max_completion_tokens' instead." },
  { 400, "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this "
         "model. Use 'max_completion_tokens' instead.\"}}",
    SY_ERROR_PARAMETER, .parameter = "max_tokens",
    .words = "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
             "'max_completion_tokens' instead." },
  { 400, "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.2\","
         "\"type\":\"invalid_request_error\",\"param\":\"temperature\","
         "\"code\":\"unsupported_value\"}}",
    SY_ERROR_PARAMETER, .parameter = "temperature",
    .words = "Unsupported value: 'temperature' does not support 0.2" },
  { 400, "{\"error\":{\"message\":\"max_tokens is too large: 999999\","
         "\"type\":\"invalid_request_error\",\"param\":\"max_tokens\",\"code\":\"invalid_value\"}}",
    SY_ERROR_BAD_REQUEST, .words = "max_tokens is too large: 999999" },
  { 400, "{\"error\":{\"message\":\"Image input is not supported.\","
         "\"param\":\"messages[0].content\",\"code\":\"invalid_value\"}}",
    SY_ERROR_BAD_REQUEST, .words = "Image input is not supported." },
  { 400, "{\"error\":{\"message\":\"This model's maximum context length is 8,192 tokens. However, "
         "you requested 10,000 tokens (8000 in the messages, 2000 in the completion).\","
         "\"type\":\"invalid_request_error\",\"param\":\"messages\","
         "\"code\":\"context_length_exceeded\"}}",
    SY_ERROR_TOO_LONG, .tokens = 1808,
    .words = "This model's maximum context length is 8,192 tokens. However, you requested 10,000 "
             "tokens (8000 in the messages, 2000 in the completion)." },
  { 400, "{\"error\":{\"message\":\"Too long\",\"code\":\"context_length_exceeded\"}}",
    SY_ERROR_TOO_LONG, .words = "Too long" },
  { 429, "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":"
         "\"insufficient_quota\",\"param\":null,\"code\":\"insufficient_quota\"}}",
    SY_ERROR_QUOTA, .words = "You exceeded your current quota" },
  { 429, "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"requests\",\"param\":null,"
         "\"code\":\"rate_limit_exceeded\"}}",
    SY_ERROR_RATE_LIMITED, .words = "Rate limit reached" },
  { 429, "{\"error\":{\"message\":\"Request too large for gpt-4o on tokens per min (TPM): Limit "
         "30000, Requested 31234.\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}",
    SY_ERROR_TOO_LONG, .tokens = 1234,
    .words = "Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested "
             "31234." },
  { 0, "{\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\","
       "\"param\":null,\"code\":null}}",
    SY_ERROR_SERVER, .words = "The server had an error", .body_status = 500 },
  { 400, "{\"error\":{\"message\":\"Filtered\",\"param\":\"prompt\",\"code\":\"content_filter\","
         "\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\","
         "\"content_filter_result\":{\"hate\":{\"filtered\":true},\"sexual\":{\"filtered\":false},"
         "\"violence\":7}}}}",
    SY_ERROR_MODERATION, .words = "Filtered", .reasons = "hate" },

  /* Anthropic */
  { 400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your "
         "credit balance is too low to access the Anthropic API.\"},\"request_id\":\"r\"}",
    SY_ERROR_PAYMENT, .words = "Your credit balance is too low to access the Anthropic API." },
  { 400, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"prompt is "
         "too long: 210000 tokens > 200000 maximum\"}}",
    SY_ERROR_TOO_LONG, .words = "prompt is too long: 210000 tokens > 200000 maximum",
    .tokens = 10000 },
  { 401, "{\"type\":\"error\",\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid "
         "x-api-key\"}}",
    SY_ERROR_AUTH, .words = "invalid x-api-key" },
  { 402, "{\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"m\"}}",
    SY_ERROR_PAYMENT, .words = "m" },
  { 403, "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":\"m\"}}",
    SY_ERROR_FORBIDDEN, .words = "m" },
  { 404, "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model: "
         "claude-9\"}}",
    SY_ERROR_NO_MODEL, .words = "model: claude-9" },
  { 413, "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"m\"}}",
    SY_ERROR_TOO_LONG, .words = "m" },
  { 0, "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}}",
    SY_ERROR_RATE_LIMITED, .words = "m", .body_status = 429 },
  { 0, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}",
    SY_ERROR_SERVER, .words = "m", .body_status = 500 },
  { 0, "{\"type\":\"error\",\"error\":{\"type\":\"timeout_error\",\"message\":\"m\"}}",
    SY_ERROR_SERVER, .words = "m", .body_status = 504 },
  { 0, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
    SY_ERROR_SERVER, .words = "Overloaded", .body_status = 529 },

  /* Gemini */
  { 400, "[{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":"
         "\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
         "\"reason\":\"API_KEY_INVALID\",\"domain\":\"googleapis.com\"}]}}]",
    SY_ERROR_AUTH, .words = "API key not valid." },
  { 400, "[{\"error\":{\"code\":400,\"message\":\"User location is not supported for the API "
         "use.\",\"status\":\"FAILED_PRECONDITION\"}}]",
    SY_ERROR_REGION, .words = "User location is not supported for the API use." },
  { 400, "[{\"error\":{\"code\":400,\"message\":\"Invalid JSON payload received. Unknown name "
         "\\\"reasoning\\\": Cannot find field.\",\"status\":\"INVALID_ARGUMENT\"}}]",
    SY_ERROR_PARAMETER, .parameter = "reasoning",
    .words = "Invalid JSON payload received. Unknown name \"reasoning\": Cannot find field." },
  { 400, "[{\"error\":{\"code\":400,\"message\":\"The input token count (1048600) exceeds the "
         "maximum number of tokens allowed (1048576).\",\"status\":\"INVALID_ARGUMENT\"}}]",
    SY_ERROR_TOO_LONG, .tokens = 24,
    .words = "The input token count (1048600) exceeds the maximum number of tokens allowed "
             "(1048576)." },
  { 403, "{\"error\":{\"code\":403,\"message\":\"m\",\"status\":\"PERMISSION_DENIED\"}}",
    SY_ERROR_FORBIDDEN, .words = "m" },
  { 404, "[{\"error\":{\"code\":404,\"message\":\"models/gemini-1.5-pro is not found for API version "
         "v1main\",\"status\":\"NOT_FOUND\"}}]",
    SY_ERROR_NO_MODEL, .words = "models/gemini-1.5-pro is not found for API version v1main" },
  { 429, "[{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":"
         "\"RESOURCE_EXHAUSTED\",\"details\":[{\"violations\":[{\"quotaId\":"
         "\"GenerateRequestsPerMinutePerProjectPerModel-FreeTier\"}]},{\"retryDelay\":\"12.4s\"}]}}]",
    SY_ERROR_RATE_LIMITED, .words = "Quota exceeded", .retry_after = 13 },
  { 429, "[{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":"
         "\"RESOURCE_EXHAUSTED\",\"details\":[{\"violations\":[{\"quotaId\":"
         "\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]},{\"retryDelay\":\"12s\"}]}}]",
    SY_ERROR_QUOTA, .words = "Quota exceeded", .retry_after = 12 },
  { 0, "{\"error\":{\"message\":\"m\",\"status\":\"UNAVAILABLE\"}}", SY_ERROR_SERVER,
    .words = "m", .body_status = 503 },
  { 0, "{\"error\":{\"message\":\"m\",\"status\":\"INTERNAL\"}}", SY_ERROR_SERVER,
    .words = "m", .body_status = 500 },
  { 0, "{\"error\":{\"message\":\"m\",\"status\":\"DEADLINE_EXCEEDED\"}}", SY_ERROR_SERVER,
    .words = "m", .body_status = 504 },

  /* Mistral, vLLM and whoever else is made with FastAPI */
  { 400, "{\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\","
         "\"param\":null,\"code\":\"1500\"}",
    SY_ERROR_NO_MODEL, .words = "Invalid model: x" },
  { 400, "{\"object\":\"error\",\"message\":\"Prompt contains 40000 tokens and 0 draft tokens, too "
         "large for model with 32768 maximum context length\",\"type\":\"invalid_request_error\"}",
    SY_ERROR_TOO_LONG, .tokens = 7232,
    .words = "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 "
             "maximum context length" },
  { 422, "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"reasoning_effort\"],"
         "\"msg\":\"Extra inputs are not permitted\",\"input\":\"low\"}]}",
    SY_ERROR_PARAMETER, .words = "Extra inputs are not permitted",
    .parameter = "reasoning_effort" },
  { 422, "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":["
         "\"body\",\"messages\",1,\"assistant\",\"reasoning_details\"],\"msg\":\"Extra inputs are "
         "not permitted\"}]},\"type\":\"invalid_request_error\",\"code\":null}",
    SY_ERROR_PARAMETER, .words = "Extra inputs are not permitted",
    .parameter = "messages.assistant.reasoning_details" },
  { 422, "{\"detail\":[{\"loc\":[\"body\",\"messages\"],\"msg\":\"Field required\","
         "\"type\":\"missing\"}]}",
    SY_ERROR_BAD_REQUEST, .words = "Field required" },
  { 404, "{\"object\":\"error\",\"message\":\"The model `x` does not exist.\","
         "\"type\":\"NotFoundError\",\"param\":null,\"code\":404}",
    SY_ERROR_NO_MODEL, .words = "The model `x` does not exist." },
  { 400, "{\"error\":{\"message\":\"'max_tokens' or 'max_completion_tokens' is too large: 5000. "
         "This model's maximum context length is 4096 tokens and your request has 100 input "
         "tokens.\",\"type\":\"BadRequestError\",\"code\":400}}",
    SY_ERROR_TOO_LONG,
    .words = "'max_tokens' or 'max_completion_tokens' is too large: 5000. This model's maximum "
             "context length is 4096 tokens and your request has 100 input tokens." },
  { 401, "{\"detail\":\"Unauthorized\"}", SY_ERROR_AUTH, .words = "Unauthorized" },

  /* NVIDIA */
  { 404, "{\"status\":404,\"title\":\"Not Found\",\"detail\":\"Function 'f': Not found for "
         "account\"}",
    SY_ERROR_NOT_FOUND, .words = "Function 'f': Not found for account" },
  { 403, "{\"status\":403,\"title\":\"Forbidden\",\"detail\":\"Authorization failed\"}",
    SY_ERROR_FORBIDDEN, .words = "Authorization failed" },
  { 0, "{\"status\":503,\"title\":\"Busy\"}", SY_ERROR_SERVER, .words = "Busy",
    .body_status = 503 },

  /* llama.cpp */
  { 400, "{\"error\":{\"code\":400,\"message\":\"request (8010 tokens) exceeds the available "
         "context size (1024 tokens), try increasing it\",\"type\":\"exceed_context_size_error\","
         "\"n_prompt_tokens\":8010,\"n_ctx\":1024}}",
    SY_ERROR_TOO_LONG, .tokens = 6986,
    .words = "request (8010 tokens) exceeds the available context size (1024 tokens), try "
             "increasing it" },
  { 400, "{\"error\":{\"code\":400,\"message\":\"request (8010 tokens) exceeds the available "
         "context size (1024 tokens), try increasing it\"}}",
    SY_ERROR_TOO_LONG, .tokens = 6986,
    .words = "request (8010 tokens) exceeds the available context size (1024 tokens), try "
             "increasing it" },
  { 503, "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}",
    SY_ERROR_LOADING, .words = "Loading model" },
  { 0, "{\"error\":{\"code\":500,\"message\":\"Context size has been exceeded.\","
       "\"type\":\"server_error\"}}",
    SY_ERROR_TOO_LONG, .words = "Context size has been exceeded.", .body_status = 500 },
  { 404, "{\"error\":{\"code\":404,\"message\":\"File Not Found\",\"type\":\"not_found_error\"}}",
    SY_ERROR_WRONG_BASE, .words = "File Not Found" },

  /* Ollama, LM Studio, Groq, DeepSeek, Hugging Face, xAI */
  { 404, "{\"error\":\"model \\\"x\\\" not found, try pulling it first\"}", SY_ERROR_NO_MODEL,
    .words = "model \"x\" not found, try pulling it first" },
  { 400, "{\"error\":{\"message\":\"\\\"x\\\" does not support thinking\"}}", SY_ERROR_PARAMETER,
    .words = "\"x\" does not support thinking", .parameter = "reasoning_effort" },
  { 400, "{\"error\":\"Trying to keep the first 5000 tokens when context the overflows. However, "
         "the model is loaded with context length of only 4096 tokens\"}",
    SY_ERROR_TOO_LONG, .tokens = 904,
    .words = "Trying to keep the first 5000 tokens when context the overflows. However, the model "
             "is loaded with context length of only 4096 tokens" },
  { 400, "{\"error\":{\"message\":\"`reasoning_effort` is not supported with this model\","
         "\"type\":\"invalid_request_error\"}}",
    SY_ERROR_PARAMETER, .words = "`reasoning_effort` is not supported with this model",
    .parameter = "reasoning_effort" },
  { 413, "{\"error\":{\"message\":\"Request too large for model `x` on tokens per minute (TPM): "
         "Limit 6000, Requested 7000, please reduce\",\"code\":\"rate_limit_exceeded\"}}",
    SY_ERROR_TOO_LONG, .tokens = 1000,
    .words = "Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested "
             "7000, please reduce" },
  { 400, "{\"error\":{\"message\":\"The model `x` requires terms acceptance.\","
         "\"type\":\"invalid_request_error\",\"code\":\"model_terms_required\"}}",
    SY_ERROR_FORBIDDEN, .words = "The model `x` requires terms acceptance." },
  { 402, "{\"error\":{\"message\":\"Insufficient Balance\",\"type\":\"unknown_error\"}}",
    SY_ERROR_PAYMENT, .words = "Insufficient Balance" },
  { 400, "{\"error\":{\"message\":\"Model Not Exist\",\"type\":\"invalid_request_error\"}}",
    SY_ERROR_NO_MODEL, .words = "Model Not Exist" },
  { 503, "{\"error\":\"Model x is currently loading\",\"estimated_time\":20.0}", SY_ERROR_LOADING,
    .words = "Model x is currently loading" },
  { 400, "{\"code\":\"Client specified an invalid argument\",\"error\":\"This model's maximum "
         "prompt length is 131072 but the request contains 131080 tokens.\"}",
    SY_ERROR_TOO_LONG, .tokens = 8,
    .words = "This model's maximum prompt length is 131072 but the request contains 131080 "
             "tokens." },

  /* Whoever else answers */
  { 404, "404 page not found", SY_ERROR_WRONG_BASE, .words = "404 page not found" },
  { 404, "{\"detail\":\"Not Found\"}", SY_ERROR_WRONG_BASE, .words = "Not Found" },
  { 404, "{\"message\":\"Route POST:/x not found\",\"error\":\"Not Found\",\"statusCode\":404}",
    SY_ERROR_WRONG_BASE, .words = "Route POST:/x not found" },
  { 404, "{\"error\":{\"message\":\"No such thing\"}}", SY_ERROR_NOT_FOUND,
    .words = "No such thing" },
  { 404, "{}", SY_ERROR_WRONG_BASE },
  { 404, "", SY_ERROR_WRONG_BASE },
  { 404, "<html><body>nginx</body></html>", SY_ERROR_WRONG_BASE },
  { 405, "{\"detail\":\"Method Not Allowed\"}", SY_ERROR_WRONG_BASE,
    .words = "Method Not Allowed" },
  { 400, "<html>The plain HTTP request was sent to HTTPS port</html>", SY_ERROR_WRONG_BASE },
  { 0, " <!DOCTYPE html><title>x</title>", SY_ERROR_WRONG_BASE },
  { 403, "<html>Attention required</html>", SY_ERROR_FORBIDDEN },
  { 413, "<html>413 Request Entity Too Large</html>", SY_ERROR_TOO_LONG },
  { 500, "<html>Internal</html>", SY_ERROR_SERVER },
  { 502, "<html>Bad Gateway</html>", SY_ERROR_SERVER },
  { 524, "<!DOCTYPE html>", SY_ERROR_SERVER },
  { 502, "Bad upstream: <HTML><b>x</b>", SY_ERROR_SERVER, .words = "Bad upstream:" },
  { 407, "", SY_ERROR_PROXY },
  { 451, "", SY_ERROR_REGION },
  { 500, "{\"html-message\":\"fetch failed\"}", SY_ERROR_SERVER, .words = "fetch failed" },
  { 500, "{\"error\":{\"message\":\"cut", SY_ERROR_SERVER },
  { 500, "[{\"error\":", SY_ERROR_SERVER },
  { 500, "upstream connect error", SY_ERROR_SERVER, .words = "upstream connect error" },
  { 0, "{\"error\":{\"message\":\"what\"}}", SY_ERROR_SERVER, .words = "what" },
};

static GError *
make_error (guint       status,
            const char *body,
            gsize       length)
{
  return status != 0 ? sy_http_error_from_status (status, -1, body, length, NULL)
                     : sy_http_error_from_body (body, length, NULL);
}

static void
assert_list (const char *const *list,
             const char        *separator,
             const char        *expected)
{
  g_autofree char *joined = list != NULL ? g_strjoinv (separator, (char **) list) : NULL;

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_dialects (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr(GError) error = make_error (c->status, c->body, strlen (c->body));
      SyErrorFacts facts = sy_error_get_facts (error);

      g_test_message ("%u %s", c->status, c->body);
      g_assert_error (error, SY_ERROR, (int) c->code);
      g_assert_cmpstr (facts.words, ==, c->words);
      g_assert_cmpstr (facts.provider, ==, c->provider);
      g_assert_cmpstr (facts.parameter, ==, c->parameter);
      assert_list (facts.models, " ", c->models);
      assert_list (facts.reasons, "|", c->reasons);
      g_assert_cmpint (facts.tokens, ==, c->tokens != 0 ? c->tokens : -1);
      g_assert_cmpint (facts.retry_after, ==, c->retry_after != 0 ? c->retry_after : -1);
      g_assert_cmpint (facts.upstream, ==, c->upstream);
      g_assert_cmpuint (facts.status, ==, c->status != 0 ? c->status : c->body_status);
      g_assert_cmpstr (facts.body, ==, c->body);
      if (c->words != NULL)
        g_assert_nonnull (strstr (error->message, c->words));
    }
}

/* The header knows better than the body. */
static void
test_retry_after (void)
{
  const char *body = "{\"error\":{\"message\":\"m\",\"availability\":{\"retry_after\":9}}}";
  g_autoptr(GError) header = sy_http_error_from_status (429, 3, body, strlen (body), NULL);
  g_autoptr(GError) alone = sy_http_error_from_status (429, -1, body, strlen (body), NULL);

  g_assert_cmpint (sy_error_get_facts (header).retry_after, ==, 3);
  g_assert_cmpint (sy_error_get_facts (alone).retry_after, ==, 9);
}

static void
assert_line (const char *text,
             glong       max_chars)
{
  if (text == NULL)
    return;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, max_chars);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

/* What holds whatever a server sends. */
static void
assert_sane (const char *body,
             gsize       length)
{
  static const guint tried[] = { 0, 400, 403, 404, 429, 503 };

  for (gsize i = 0; i < G_N_ELEMENTS (tried); i++)
    {
      g_autoptr(GError) error = make_error (tried[i], body, length);
      SyErrorFacts facts = sy_error_get_facts (error);

      g_assert_true (error->domain == SY_ERROR);
      g_assert_cmpint (strlen (error->message), >, 0);
      assert_line (error->message, 500);
      assert_line (facts.words, 510);
      assert_line (facts.provider, 80);
      assert_line (facts.parameter, 80);
      g_assert_cmpint (facts.retry_after, >=, -1);
      g_assert_cmpint (facts.retry_after, <=, 86400);
      g_assert_cmpint (facts.tokens, >=, -1);
      g_assert_true (g_utf8_validate (facts.body, -1, NULL));
      for (guint j = 0; facts.models != NULL && facts.models[j] != NULL; j++)
        {
          g_assert_cmpuint (j, <, 8);
          assert_line (facts.models[j], 200);
        }
      for (guint j = 0; facts.reasons != NULL && facts.reasons[j] != NULL; j++)
        {
          g_assert_cmpuint (j, <, 8);
          assert_line (facts.reasons[j], 80);
        }
    }
}

/* Puts @value into the place of member number @index, counted through all of @node;
 * returns whether there is one. */
static gboolean
replace_member (JsonNode *node,
                JsonNode *value,
                guint    *index)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr(GList) members = json_object_get_members (object);

      for (GList *l = members; l != NULL; l = l->next)
        {
          if ((*index)-- == 0)
            {
              json_object_set_member (object, l->data, json_node_copy (value));
              return TRUE;
            }
          if (replace_member (json_object_get_member (object, l->data), value, index))
            return TRUE;
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (replace_member (json_array_get_element (array, i), value, index))
            return TRUE;
        }
    }

  return FALSE;
}

static void
test_wrong_types (void)
{
  static const char *const values[] = {
    "null", "7", "-1e300", "9223372036854775807", "true", "\"\"", "\" \\n\"", "\"\\u0000\\u202e\"",
    "[]", "[[]]", "[null,7,\"x\",{}]", "{}", "{\"error\":{\"error\":[{}]}}",
    "{\"message\":{\"message\":7}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) probe = sy_json_parse (cases[i].body, -1, NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (values) && probe != NULL; j++)
        {
          g_autoptr(JsonNode) value = sy_json_parse (values[j], -1, NULL);
          gboolean more = TRUE;

          for (guint k = 0; more; k++)
            {
              g_autoptr(JsonNode) node = sy_json_parse (cases[i].body, -1, NULL);
              g_autofree char *body = NULL;
              guint index = k;

              g_assert_cmpuint (k, <, 100);
              more = replace_member (node, value, &index);
              body = json_to_string (node, FALSE);
              if (more)
                assert_sane (body, strlen (body));
            }
        }
    }
}

/* A body may end anywhere. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i += 5)
    {
      gsize length = strlen (cases[i].body);

      for (gsize cut = 0; cut < length; cut += 3)
        assert_sane (cases[i].body, cut);
    }
}

/* One byte of each body in turn is another. */
static void
test_changed_bytes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].body);

      for (guint n = 0; n < 10 && length > 0; n++)
        {
          g_autofree char *body = g_strdup (cases[i].body);

          body[g_test_rand_int_range (0, (gint32) length)] =
            (char) g_test_rand_int_range (0, 256);
          assert_sane (body, length);
        }
    }
}

static char *
repeat (const char *before,
        const char *middle,
        const char *after,
        guint       times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, before);
  g_string_append (text, middle);
  for (guint i = 0; i < times; i++)
    g_string_append (text, after);

  return g_string_free_and_steal (text);
}

static void
test_excess (void)
{
  static const char *const frames[][3] = {
    { "{\"error\":", "\"deep\"", "}" },
    { "{\"message\":{\"detail\":[", "1", "]}}" },
    { "[", "", "]" },
    { "{\"error\":{\"metadata\":{\"raw\":", "{}", "}}}" },
    { "{\"choices\":[{\"error\":", "{\"message\":\"x\"}", "}]}" },
    { "<html", "", "" },
    { "model ", "", "not " },
    { "\xff\xfe", "", "\xc3" },
    { "{\"error\":{\"message\":\"1 tokens > maximum context length is 1 ", "", "\"}}" },
  };
  static const guint times[] = { 7, 9, 500, 1023, 5000 };

  for (gsize i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (times); j++)
        {
          g_autofree char *body =
            repeat (frames[i][0], frames[i][1], frames[i][2], times[j]);

          assert_sane (body, strlen (body));
        }
    }
}

/* JSON in text in JSON: each layer doubles the escapes. */
static void
test_text_in_text (void)
{
  g_autofree char *body = g_strdup ("{\"error\":{\"message\":\"innermost\"}}");

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *escaped = g_strescape (body, NULL);

      g_free (body);
      body = g_strdup_printf ("{\"error\":\"%s\"}", escaped);
      assert_sane (body, strlen (body));
    }
}

static void
test_many (void)
{
  g_autofree char *ids = repeat ("\"a/b\",", "\"c/d\"", "", 3000);
  g_autofree char *reason = g_strnfill (3000, 'r');
  g_autofree char *body =
    g_strdup_printf ("{\"error\":{\"message\":\"m\",\"metadata\":{\"reasons\":[%s,\"%s\"],"
                     "\"fallback_models\":[\"%s\",%s]}}}", ids, reason, reason, ids);
  g_autoptr(GError) error = sy_http_error_from_status (403, -1, body, strlen (body), NULL);
  SyErrorFacts facts = sy_error_get_facts (error);

  assert_sane (body, strlen (body));
  g_assert_cmpuint (g_strv_length ((char **) facts.models), ==, 8);
  g_assert_cmpuint (g_strv_length ((char **) facts.reasons), ==, 8);
  g_assert_cmpstr (facts.models[0], ==, "a/b");
}

static void
test_huge_numbers (void)
{
  static const char *const bodies[] = {
    "{\"error\":{\"message\":\"can only afford 99999999999999999999999999\",\"code\":402}}",
    "{\"error\":{\"message\":\"can only afford -5\",\"code\":402}}",
    "{\"error\":{\"message\":\"can only afford ,,,\",\"code\":402}}",
    "{\"error\":{\"message\":\"prompt is too long: 99999999999999999999999 tokens > 1\"}}",
    "{\"error\":{\"message\":\"prompt is too long: 1 tokens > 1\"}}",
    "{\"error\":{\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":-9,\"n_ctx\":-5}}",
    "{\"error\":{\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":1e300,\"n_ctx\":5}}",
    "{\"error\":{\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":4,\"n_ctx\":5}}",
    "{\"error\":{\"code\":429,\"availability\":{\"retry_after\":-7}}}",
    "{\"error\":{\"code\":429,\"details\":[{\"retryDelay\":\"1e999s\"},{\"retryDelay\":\"xs\"}]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GError) error = make_error (0, bodies[i], strlen (bodies[i]));

      assert_sane (bodies[i], strlen (bodies[i]));
      g_assert_cmpint (sy_error_get_facts (error).tokens, ==, -1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/error-dialects/dialects", test_dialects);
  g_test_add_func ("/error-dialects/retry-after", test_retry_after);
  g_test_add_func ("/error-dialects/wrong-types", test_wrong_types);
  g_test_add_func ("/error-dialects/cut", test_cut);
  g_test_add_func ("/error-dialects/changed-bytes", test_changed_bytes);
  g_test_add_func ("/error-dialects/excess", test_excess);
  g_test_add_func ("/error-dialects/text-in-text", test_text_in_text);
  g_test_add_func ("/error-dialects/many", test_many);
  g_test_add_func ("/error-dialects/huge-numbers", test_huge_numbers);

  return g_test_run ();
}

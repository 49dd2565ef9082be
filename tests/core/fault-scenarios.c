/* fault-scenarios.c
 *
 * SPDX-FileCopyrightText: 2026 The Sythoria developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fault-scenarios.h"

#define OK_HEAD        "HTTP/1.1 200 OK\r\nConnection: close\r\n"
#define HEAD(status)   "HTTP/1.1 " status "\r\nConnection: close\r\n"
#define STREAM         OK_HEAD "Content-Type: text/event-stream\r\n\r\n"
#define JSON(status)   HEAD (status) "Content-Type: application/json\r\n\r\n"
#define HTML(status)   HEAD (status) "Content-Type: text/html\r\n\r\n<!DOCTYPE html><html>" \
                       "<head><title>Oops</title></head></html>\n"
#define EMPTY(status)  HEAD (status) "\r\n"
#define EVENT(json)    "data: " json "\n\n"
#define TEXT(text)     EVENT ("{\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}")
#define FINISH(word)   EVENT ("{\"choices\":[{\"delta\":{},\"finish_reason\":\"" word "\"}]}")
#define DONE           "data: [DONE]\n\n"
#define WHOLE(text)    "{\"id\":\"x\",\"choices\":[{\"message\":{\"role\":\"assistant\"," \
                       "\"content\":\"" text "\"},\"finish_reason\":\"stop\"}]}"
#define ROUTER(code, message, more) \
                       "{\"error\":{\"code\":" code ",\"message\":\"" message "\"" more "}," \
                       "\"user_id\":\"user_1\"}"
#define RAW(provider, json) \
                       ",\"metadata\":{\"raw\":" json ",\"provider_name\":\"" provider "\"}"
#define AVAILABILITY(code, more) \
                       ",\"availability\":{\"code\":\"" code "\",\"retryable\":false" more "}"
#define OPENAI(message, type, param, code) \
                       "{\"error\":{\"message\":\"" message "\",\"type\":\"" type "\"," \
                       "\"param\":" param ",\"code\":" code "}}"

#define COMPLETE(words, word) .outcome = FAULT_COMPLETE, .text = words, .reason = word
#define INTERRUPTED(words)    .outcome = FAULT_INTERRUPTED, .text = words
#define FAILS(...)            .outcome = FAULT_FAILED, __VA_ARGS__
#define STAYS(words, ...)     .text = words, FAILS (__VA_ARGS__)
#define CARD(error, headline, button) \
  .code = SY_ERROR_##error, .title = headline, .action = SY_ACTION_##button

/* The cards: what went wrong, what it is called, and the first button. */
#define AUTH         CARD (AUTH, "The API key was not accepted", OPEN_KEY_SETTINGS)
#define PAYMENT      CARD (PAYMENT, "Out of credits", ADD_CREDITS)
#define FORBIDDEN    CARD (FORBIDDEN, "Request not allowed", OPEN_MODEL_PAGE)
#define MODERATION   CARD (MODERATION, "Content was flagged", OPEN_MODEL_PAGE)
#define REGION       CARD (REGION, "Not available here", OPEN_MODEL_PAGE)
#define NO_MODEL     CARD (NO_MODEL, "No such model", CHOOSE_MODEL)
#define NO_ENDPOINT  CARD (NO_ENDPOINT, "No provider available", CHOOSE_MODEL)
#define DATA_POLICY  CARD (DATA_POLICY, "Ruled out by privacy settings", OPEN_PRIVACY_PAGE)
#define PARAMETER    CARD (PARAMETER, "Parameter not supported", OPEN_SETTINGS)
#define TOO_LONG     CARD (TOO_LONG, "Conversation too long", OPEN_SETTINGS)
#define BAD_REQUEST  CARD (BAD_REQUEST, "Request was refused", RETRY)
#define RATE_LIMITED CARD (RATE_LIMITED, "Too many requests", RETRY)
#define QUOTA        CARD (QUOTA, "Limit used up", ADD_CREDITS)
#define SERVER       CARD (SERVER, "Trouble at the provider", RETRY)
#define LOADING      CARD (LOADING, "Model is still loading", RETRY)
#define REDIRECT     CARD (REDIRECT, "API base leads elsewhere", OPEN_SETTINGS)
#define WRONG_BASE   CARD (WRONG_BASE, "No API found there", OPEN_SETTINGS)
#define NETWORK      CARD (NETWORK, "Connection failed", RETRY)
#define TIMEOUT      CARD (TIMEOUT, "No answer in time", RETRY)
#define PROTOCOL     CARD (PROTOCOL, "Answer not understood", RETRY)
#define TOO_LARGE    CARD (TOO_LARGE, "Answer too large", RETRY)

const FaultScenario fault_scenarios[] = {
  /* 4xx, in the words of many servers */
  { "400 not a valid model", JSON ("400 Bad Request")
    ROUTER ("400", "x/y is not a valid model ID", ""),
    FAILS (NO_MODEL), .says = "x/y is not a valid model ID" },
  { "400 model not found", JSON ("400 Bad Request")
    ROUTER ("400", "No such model", AVAILABILITY ("model_not_found", "")),
    FAILS (NO_MODEL) },
  { "400 another endpoint's model", JSON ("400 Bad Request")
    ROUTER ("400", "Use the Batch API", AVAILABILITY ("wrong_endpoint", "")),
    FAILS (NO_MODEL) },
  { "400 unsupported parameter", JSON ("400 Bad Request")
    OPENAI ("Unsupported parameter: 'max_tokens'", "invalid_request_error", "\"max_tokens\"",
            "\"unsupported_parameter\""),
    FAILS (PARAMETER), .says = "max_tokens" },
  { "400 unsupported value", JSON ("400 Bad Request")
    OPENAI ("Only the default (1) value is supported", "invalid_request_error",
            "\"temperature\"", "\"unsupported_value\""),
    FAILS (PARAMETER) },
  { "400 context too long, OpenAI", JSON ("400 Bad Request")
    OPENAI ("This model's maximum context length is 8192 tokens. However, your messages resulted "
            "in 9000 tokens.", "invalid_request_error", "\"messages\"",
            "\"context_length_exceeded\""),
    FAILS (TOO_LONG) },
  { "400 context too long, llama.cpp", JSON ("400 Bad Request")
    "{\"error\":{\"code\":400,\"message\":\"request (9012 tokens) exceeds the available context "
    "size (8192 tokens)\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9012,"
    "\"n_ctx\":8192}}",
    FAILS (TOO_LONG) },
  { "400 in an array, Gemini", JSON ("400 Bad Request")
    "[{\"error\":{\"code\":400,\"message\":\"Unknown name \\\"top_k\\\"\","
    "\"status\":\"INVALID_ARGUMENT\"}}]",
    FAILS (BAD_REQUEST) },
  { "400 of the provider behind", JSON ("400 Bad Request")
    ROUTER ("400", "Provider returned error", RAW ("Together", "\"{\\\"error\\\":{\\\"message\\\":"
            "\\\"Input is malformed\\\"}}\"")),
    FAILS (BAD_REQUEST), .says = "Input is malformed" },
  { "400 flagged", JSON ("400 Bad Request")
    OPENAI ("Your request was flagged", "invalid_request_error", "null",
            "\"content_policy_violation\""),
    FAILS (MODERATION) },
  { "400 plain words", HEAD ("400 Bad Request") "Content-Type: text/plain\r\n\r\nNo way\n",
    FAILS (BAD_REQUEST), .says = "No way" },
  { "400 list, FastAPI", JSON ("400 Bad Request")
    "{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"Field required\",\"type\":\"missing\"}]}",
    FAILS (BAD_REQUEST) },
  { "401 OpenRouter", JSON ("401 Unauthorized") ROUTER ("401", "User not found.", ""),
    FAILS (AUTH) },
  { "401 OpenAI", JSON ("401 Unauthorized")
    OPENAI ("Incorrect API key provided: sk-proj-abcdefghijklmnopqrst", "invalid_request_error",
            "null", "\"invalid_api_key\""),
    FAILS (AUTH) },
  { "401 llama.cpp", JSON ("401 Unauthorized")
    "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"authentication_error\",\"code\":401}}",
    FAILS (AUTH) },
  { "401 empty", EMPTY ("401 Unauthorized"), FAILS (AUTH) },
  { "402 with what is affordable", JSON ("402 Payment Required")
    ROUTER ("402", "This request requires more credits, or fewer max_tokens. You requested up to "
            "65536 tokens, but can only afford 2431.", ""),
    FAILS (PAYMENT), .says = "2431" },
  { "402 no number", JSON ("402 Payment Required") ROUTER ("402", "Insufficient credits", ""),
    FAILS (PAYMENT) },
  { "403 moderation", JSON ("403 Forbidden")
    ROUTER ("403", "Your input was flagged", ",\"metadata\":{\"reasons\":[\"violence\"],"
            "\"flagged_input\":\"how to\",\"provider_name\":\"OpenAI\"}"),
    FAILS (MODERATION), .says = "violence" },
  { "403 region", JSON ("403 Forbidden")
    OPENAI ("Country, region, or territory not supported", "request_forbidden", "null",
            "\"unsupported_country_region_territory\""),
    FAILS (REGION) },
  { "403 region, OpenRouter", JSON ("403 Forbidden")
    ROUTER ("403", "Not here", AVAILABILITY ("region_restricted", "")),
    FAILS (REGION) },
  { "403 problem details, NVIDIA", JSON ("403 Forbidden")
    "{\"type\":\"about:blank\",\"status\":403,\"title\":\"Forbidden\",\"detail\":\"Not yours\"}",
    FAILS (FORBIDDEN), .says = "Not yours" },
  { "404 data policy", JSON ("404 Not Found")
    ROUTER ("404", "No endpoints found matching your data policy (Free model publication). "
            "Configure: https://openrouter.ai/settings/privacy", ""),
    FAILS (DATA_POLICY) },
  { "404 privacy", JSON ("404 Not Found")
    ROUTER ("404", "None left", AVAILABILITY ("privacy_restricted", "")),
    FAILS (DATA_POLICY) },
  { "404 image input", JSON ("404 Not Found")
    ROUTER ("404", "No endpoints found that support image input", ""),
    FAILS (NO_ENDPOINT) },
  { "404 own filter", JSON ("404 Not Found")
    ROUTER ("404", "None left", AVAILABILITY ("constraint_filtered", "")),
    FAILS (NO_ENDPOINT) },
  { "404 deprecated", JSON ("404 Not Found")
    ROUTER ("404", "No endpoints found for x/y.",
            AVAILABILITY ("model_deprecated", ",\"fallback_models\":[\"x/z\"]")),
    FAILS (NO_MODEL), .says = "x/z" },
  { "404 free no longer", JSON ("404 Not Found")
    ROUTER ("404", "Pay now", AVAILABILITY ("free_variant_ended", "")),
    FAILS (NO_MODEL) },
  { "404 OpenAI", JSON ("404 Not Found")
    OPENAI ("The model `x` does not exist", "invalid_request_error", "null",
            "\"model_not_found\""),
    FAILS (NO_MODEL) },
  { "404 Ollama", JSON ("404 Not Found")
    "{\"error\":{\"message\":\"model \\\"x\\\" not found, try pulling it first\","
    "\"type\":\"not_found_error\",\"param\":null,\"code\":null}}",
    FAILS (NO_MODEL) },
  { "404 html", HTML ("404 Not Found"), FAILS (WRONG_BASE) },
  { "404 empty", EMPTY ("404 Not Found"), FAILS (WRONG_BASE) },
  { "405", EMPTY ("405 Method Not Allowed"), FAILS (WRONG_BASE) },
  { "408", JSON ("408 Request Timeout") ROUTER ("408", "Timed out", ""),
    FAILS (SERVER) },
  { "412", JSON ("412 Precondition Failed") ROUTER ("412", "Not so", ""),
    FAILS (BAD_REQUEST) },
  { "413", HTML ("413 Request Entity Too Large"), FAILS (TOO_LONG) },
  { "418", JSON ("418 Teapot") "{\"a\":", FAILS (BAD_REQUEST) },
  { "422 Mistral", JSON ("422 Unprocessable")
    "{\"object\":\"error\",\"message\":{\"detail\":[{\"msg\":\"Field required\"}]},"
    "\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}",
    FAILS (BAD_REQUEST) },
  { "429 own limit", HEAD ("429 Too Many Requests")
    "Content-Type: application/json\r\nRetry-After: 7\r\n\r\n"
    ROUTER ("429", "Rate limit exceeded: free-models-per-min", ""),
    FAILS (RATE_LIMITED) },
  { "429 daily limit", JSON ("429 Too Many Requests")
    ROUTER ("429", "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free "
            "model requests per day", ""),
    FAILS (QUOTA) },
  { "429 no quota", JSON ("429 Too Many Requests")
    OPENAI ("You exceeded your current quota", "insufficient_quota", "null",
            "\"insufficient_quota\""),
    FAILS (QUOTA) },
  { "429 of the provider behind", JSON ("429 Too Many Requests")
    ROUTER ("429", "Provider returned error", RAW ("Chutes", "\"x is temporarily rate-limited "
            "upstream\"")),
    FAILS (RATE_LIMITED), .says = "Chutes" },

  /* 5xx */
  { "500 OpenRouter", JSON ("500 Oh") ROUTER ("500", "Internal Server Error", ""),
    FAILS (SERVER) },
  { "500 empty", EMPTY ("500 Oh"), FAILS (SERVER) },
  { "502 of the provider behind", JSON ("502 Bad Gateway")
    ROUTER ("502", "Provider returned error", RAW ("Nebius", "{\"detail\":\"gone\"}")),
    FAILS (SERVER), .says = "Nebius" },
  { "502 html", HTML ("502 Bad Gateway"), FAILS (SERVER) },
  { "503 loading", JSON ("503 Service Unavailable")
    "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}",
    FAILS (LOADING) },
  { "503 Envoy", HEAD ("503 Service Unavailable")
    "Content-Type: text/plain\r\n\r\nupstream connect error or disconnect/reset before headers",
    FAILS (SERVER) },
  { "504", JSON ("504 Timeout") "{}", FAILS (SERVER) },
  { "524 Cloudflare", HTML ("524 Timeout"), FAILS (SERVER) },
  { "529 overloaded", JSON ("529 Overloaded")
    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}",
    FAILS (SERVER) },
  { "cut error body", HEAD ("402 Payment Required") "Content-Length: 500\r\n\r\n{\"error\":{\"mess",
    FAILS (PAYMENT) },
  { "reset in an error body", HEAD ("401 No") "Content-Length: 500\r\n\r\n{\"error\":{\"mess",
    .end = FAULT_RESET, FAILS (AUTH) },
  { "silence in an error body", HEAD ("401 No") "Content-Length: 500\r\n\r\n{\"error\":{\"mess",
    .end = FAULT_SILENCE, FAILS (AUTH) },
  { "an endless error body", EMPTY ("401 No"), .unit = "aaaaaaaaaaaaaaaa", .times = 30 * 65536,
    .end = FAULT_OPEN, FAILS (AUTH) },
  { "a login that is asked for", HEAD ("401 No") "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n",
    FAILS (AUTH) },
  { "421 not my request", EMPTY ("421 Misdirected Request"), FAILS (BAD_REQUEST) },
  { "421 with a reason", JSON ("421 Misdirected Request") ROUTER ("421", "Not me", ""),
    FAILS (BAD_REQUEST), .says = "Not me" },

  /* Addresses that are wrong */
  { "301", "HTTP/1.1 301 Moved\r\nLocation: https://www.example.com/x\r\nContent-Length: 0\r\n\r\n",
    FAILS (REDIRECT), .says = "www.example.com" },
  { "302 to a login page", HEAD ("302 Found") "Location: /login\r\nContent-Type: text/html\r\n\r\n"
    "<html>", FAILS (REDIRECT) },
  { "307", "HTTP/1.1 307 Temporary\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n",
    FAILS (REDIRECT) },
  { "308 to nowhere", "HTTP/1.1 308 Moved\r\nContent-Length: 0\r\n\r\n",
    FAILS (REDIRECT) },
  { "200 html", HTML ("200 OK"), FAILS (WRONG_BASE) },
  { "200 html as a stream", STREAM "\n <html><body>Welcome</body></html>",
    FAILS (WRONG_BASE) },
  { "200 words", OK_HEAD "Content-Type: text/plain\r\n\r\nOllama is running",
    FAILS (PROTOCOL) },
  { "200 nothing", STREAM, FAILS (PROTOCOL) },
  { "204", EMPTY ("204 No Content"), FAILS (PROTOCOL) },
  { "200 other JSON", JSON ("200 OK") "{\"status\":\"ok\"}", FAILS (PROTOCOL) },
  { "SSH", "SSH-2.0-OpenSSH_9.9\r\n", FAILS (NETWORK) },

  /* Connections that end too early */
  { "closed at once", "", FAILS (NETWORK), .says = "127.0.0.1" },
  { "reset at once", "", .end = FAULT_RESET, FAILS (NETWORK) },
  { "cut in the status line", "HTTP/1.1 20", FAILS (NETWORK) },
  { "cut in the head", "HTTP/1.1 200 OK\r\nContent-Type: text/ev", FAILS (NETWORK) },
  { "cut before the end of the head", "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n",
    FAILS (NETWORK) },
  { "reset in the head", "HTTP/1.1 200 OK\r\nContent-Type: text/ev", .end = FAULT_RESET,
    FAILS (NETWORK) },
  { "cut after the first text", STREAM TEXT ("a"), INTERRUPTED ("a") },
  { "reset after the first text", STREAM TEXT ("a"), .end = FAULT_RESET, INTERRUPTED ("a") },
  { "cut in an event", STREAM TEXT ("a") "data: {\"choices\":[{\"delta\":{\"con",
    INTERRUPTED ("a") },
  { "cut after the finish reason", STREAM TEXT ("a") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "reset after the finish reason", STREAM TEXT ("a") FINISH ("stop"), .end = FAULT_RESET,
    COMPLETE ("a", "stop") },
  { "cut by its length", OK_HEAD "Content-Type: text/event-stream\r\nContent-Length: 5000\r\n\r\n"
    TEXT ("a"), INTERRUPTED ("a") },
  { "longer than its length", OK_HEAD "Content-Type: text/event-stream\r\n"
    "Content-Length: 47\r\n\r\n" TEXT ("a") "tail", INTERRUPTED ("a") },
  { "cut document", JSON ("200 OK") "{\"choices\":[{\"message\":{\"cont",
    FAILS (PROTOCOL) },

  /* Silence */
  { "silence before the head", "", .end = FAULT_SILENCE, FAILS (TIMEOUT), .says = "127.0.0.1" },
  { "silence in the head", "HTTP/1.1 200 OK\r\nCont", .end = FAULT_SILENCE,
    FAILS (TIMEOUT) },
  { "silence before the first event", STREAM ": ping\n\n", .end = FAULT_SILENCE,
    FAILS (TIMEOUT) },
  { "silence after a text", STREAM TEXT ("a"), .end = FAULT_SILENCE,
    STAYS ("a", TIMEOUT) },
  { "open after [DONE]", STREAM TEXT ("a") FINISH ("stop") DONE, .end = FAULT_OPEN,
    COMPLETE ("a", "stop") },
  { "stopped by the person", STREAM TEXT ("a") FINISH ("stop") TEXT ("b"), .end = FAULT_OPEN,
    .outcome = FAULT_CANCELLED, .text = "a" },

  /* Heads that are odd */
  { "stream as text/plain", OK_HEAD "Content-Type: text/plain\r\n\r\n" TEXT ("a") FINISH ("stop"),
    COMPLETE ("a", "stop") },
  { "stream as JSON", JSON ("200 OK") TEXT ("a") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "stream as bytes", OK_HEAD "Content-Type: application/octet-stream\r\n\r\n" TEXT ("a")
    FINISH ("stop"), COMPLETE ("a", "stop") },
  { "stream without a type", OK_HEAD "\r\n" TEXT ("a") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "stream of another charset", OK_HEAD "Content-Type: text/event-stream; charset=latin1\r\n\r\n"
    TEXT ("é") FINISH ("stop"), COMPLETE ("é", "stop") },
  { "document as a stream", STREAM WHOLE ("a"), COMPLETE ("a", "stop") },
  { "document", JSON ("200 OK") WHOLE ("a"), COMPLETE ("a", "stop") },
  { "HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n" TEXT ("a") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "100 first", "HTTP/1.1 100 Continue\r\n\r\n" STREAM TEXT ("a") FINISH ("stop"),
    COMPLETE ("a", "stop") },
  { "103 first", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" STREAM TEXT ("a") FINISH ("stop"),
    COMPLETE ("a", "stop") },
  { "compressed, unasked", OK_HEAD "Content-Type: text/event-stream\r\n"
    "Content-Encoding: gzip\r\n\r\n",
    .tail = TEXT ("a") FINISH ("stop"), .end = FAULT_GZIP, COMPLETE ("a", "stop") },
  { "said to be compressed", OK_HEAD "Content-Encoding: gzip\r\n\r\n" TEXT ("a") FINISH ("stop"),
    COMPLETE ("a", "stop") },
  { "chunks of garbage", OK_HEAD "Transfer-Encoding: chunked\r\n\r\nzz\r\n" TEXT ("a"),
    FAILS (PROTOCOL) },
  { "a chunk that is cut", OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2f\r\n" TEXT ("a")
    "\r\n40\r\nda", INTERRUPTED ("a") },
  { "garbage after a chunk", OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2f\r\n" TEXT ("a")
    "\r\n-1\r\n", INTERRUPTED ("a") },
  { "a head without end", "HTTP/1.1 200 OK\r\n", .unit = "X-Header: xxxxxxxxxxxxxxxxxxxxxxxxx\r\n",
    .times = 40000, .end = FAULT_OPEN, FAILS (NETWORK) },

  /* Errors under 200 */
  { "error document", JSON ("200 OK") ROUTER ("402", "Insufficient credits", ""),
    FAILS (PAYMENT), .says = "Insufficient credits" },
  { "error array", JSON ("200 OK") "[{\"error\":{\"code\":429,\"message\":\"Slow down\","
    "\"status\":\"RESOURCE_EXHAUSTED\"}}]", FAILS (RATE_LIMITED) },
  { "error text", JSON ("200 OK") "{\"error\":\"no such thing\"}", FAILS (SERVER) },
  { "error in the first chunk", STREAM EVENT (ROUTER ("401", "User not found.", "")),
    FAILS (AUTH) },
  { "error in a chunk", STREAM TEXT ("a") EVENT ("{\"error\":{\"code\":\"502\",\"message\":"
    "\"Provider disconnected\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":"
    "\"error\"}]}") DONE, STAYS ("a", SERVER) },
  { "finish reason error", STREAM TEXT ("a") FINISH ("error") DONE, STAYS ("a", SERVER) },
  { "event: error", STREAM TEXT ("a") "event: error\n" EVENT ("{\"error\":{\"message\":\"Oops\"}}"),
    STAYS ("a", SERVER) },
  { "event: error, in words", STREAM TEXT ("a") "event: error\n" EVENT ("out of memory"),
    STAYS ("a", SERVER) },

  /* Ends that are odd */
  { "no [DONE]", STREAM TEXT ("a") FINISH ("length"), COMPLETE ("a", "length") },
  { "[DONE] without a reason", STREAM TEXT ("a") DONE, COMPLETE ("a", "not given") },
  { "only [DONE]", STREAM DONE, INTERRUPTED ("") },
  { "junk after [DONE]", STREAM TEXT ("a") FINISH ("stop") "data: [DONE] \n\n" TEXT ("b")
    "<html>\xff\n\n", COMPLETE ("a", "stop") },
  { "an unknown reason", STREAM TEXT ("a") FINISH ("bored"), COMPLETE ("a", "bored") },
  { "an empty reason", STREAM TEXT ("a") FINISH (""), INTERRUPTED ("a") },
  { "filtered", STREAM TEXT ("a") FINISH ("content_filter"), COMPLETE ("a", "content_filter") },
  { "no text", STREAM FINISH ("stop") DONE, COMPLETE ("", "stop") },
  { "comments only", STREAM ": ping\n\n: ping\n\n", INTERRUPTED ("") },

  /* Events that are odd */
  { "CR only", STREAM "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\r\r"
    "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\r\r", COMPLETE ("a", "stop") },
  { "byte order mark", STREAM "\xef\xbb\xbf" TEXT ("a") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "byte by byte", STREAM ": ping\n\n" TEXT ("hé🎉") FINISH ("stop") DONE, .end = FAULT_SLOW,
    COMPLETE ("hé🎉", "stop") },
  { "pretty-printed", STREAM "data: {\ndata:   \"choices\": [{\"delta\":\n"
    "data: {\"content\": \"a\"}}]\ndata: }\n\n" FINISH ("stop"), COMPLETE ("a", "stop") },
  { "unreadable events", STREAM "data: : OPENROUTER PROCESSING\n\n" EVENT ("{\"cho") TEXT ("a")
    EVENT ("NaN") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "5,000 deep", STREAM TEXT ("a") "data: ", .unit = "[", .times = 5000,
    .tail = "\n\n" FINISH ("stop"), COMPLETE ("a", "stop") },
  { "5,000 deep in the choices", STREAM "data: {\"choices\":", .unit = "[{\"a\":", .times = 5000,
    .tail = "\n\n" TEXT ("a") FINISH ("stop"), COMPLETE ("a", "stop") },
  { "a line of 30 MB", STREAM TEXT ("a") "data: {\"a\":\"", .unit = "aaaaaaaaaaaaaaaa",
    .times = 30 * 65536, .tail = "\"}\n\n" FINISH ("stop"), .end = FAULT_OPEN,
    STAYS ("a", TOO_LARGE) },
  { "a comment of 30 MB", STREAM TEXT ("a") ":", .unit = "aaaaaaaaaaaaaaaa", .times = 30 * 65536,
    .tail = "\n\n" FINISH ("stop"), COMPLETE ("a", "stop") },
  { "lone surrogates", STREAM TEXT ("a\\ud83c") TEXT ("b\\udf89") FINISH ("stop"),
    COMPLETE ("a\xef\xbf\xbd" "b\xef\xbf\xbd", "stop") },
  { "a pair cut in two", STREAM TEXT ("a\\ud83c") TEXT ("\\udf89b") FINISH ("stop"),
    COMPLETE ("a🎉b", "stop") },
  { "no UTF-8", STREAM TEXT ("a\xff\xc3") FINISH ("stop"),
    COMPLETE ("a\xef\xbf\xbd\xef\xbf\xbd", "stop") },
  { "ids that repeat", STREAM
    EVENT ("{\"id\":\"x\",\"id\":\"x\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}")
    EVENT ("{\"id\":\"x\",\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\"},"
           "{\"index\":1,\"id\":\"c\"}]}}]}") FINISH ("tool_calls"), COMPLETE ("a", "tool_calls") },
  { "other types than agreed", STREAM
    EVENT ("{\"choices\":{\"delta\":[]},\"usage\":\"3\",\"model\":7,\"error\":null}")
    EVENT ("{\"choices\":[null,7]}") EVENT ("[]") EVENT ("7") TEXT ("a") FINISH ("stop"),
    COMPLETE ("a", "stop") },
};

const gsize n_fault_scenarios = G_N_ELEMENTS (fault_scenarios);

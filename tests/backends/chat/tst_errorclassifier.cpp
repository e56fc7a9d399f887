#include "backends/chat/errorclassifier.h"
#include "core/base/text.h"
#include "tests/support/replyfile.h"

#include <QTest>

#include <random>
#include <set>

using namespace lineup;
using namespace lineup::chat;
using namespace lineup::test;

namespace {

Error classified(const ReplyFile &file)
{
    FailedReply reply;
    reply.status = file.status;
    for (const auto &[name, value] : file.headers)
        reply.headers.add(name, value);
    reply.body = file.body;
    reply.subject = "h:1";
    return classify(reply);
}

Error classified(int status, std::string_view body, Headers headers = {})
{
    return classify({status, std::move(headers), body, "h:1", {}});
}

} // namespace

class TestErrorClassifier : public QObject {
    Q_OBJECT
private:
    std::set<std::string> m_told;

private Q_SLOTS:
    void recordedErrors_data()
    {
        QTest::addColumn<QByteArray>("expected");
        const auto row = [this](const char *name, const char *expected) {
            QTest::newRow(name) << QByteArray(expected);
            m_told.insert(name);
        };
        row("error-bad-key", "Unauthorized 401 invalid_api_key: Incorrect API key provided: sk-abc***xyz.");
        row("error-region", "Forbidden 403 unsupported_country_region_territory: Country, region, or territory not supported");
        row("error-model", "ModelGone 404 model_not_found: The model `gpt-9` does not exist or you do not have access to it.");
        row("error-rate", "RateLimited 429 rate_limit_exceeded: Rate limit reached for requests");
        row("error-quota", "Quota 429 insufficient_quota: You exceeded your current quota, please check your plan and billing details.");
        row("error-spend", "Quota 429 organization_spend_limit_exceeded: Spend limit reached");
        row("error-context", "ContextTooLong 400 context_length_exceeded: This model's maximum context length is 8192 tokens.");
        row("error-parameter", "BadRequest 400 unsupported_value: Unsupported value: 'temperature' does not support 0.2 with this model.");
        row("error-max-tokens", "BadRequest 400 unsupported_parameter: Unsupported parameter: 'max_tokens' is not supported with this model. "
            "Use 'max_completion_tokens' instead.");
        row("error-stream-options", "BadRequest 400 BadRequestError: [{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), "
            "'msg': 'Extra inputs are not permitted'}]");
        row("error-server", "ProviderDown 500 server_error: The server had an error while processing your request");
        row("error-overloaded", "ProviderDown 503 server_is_overloaded: The engine is currently overloaded");
        row("error-loading", "ProviderDown 503 unavailable_error: Loading model");
        row("error-fastapi", "BadRequest 422 : field required; none is not allowed");
        row("error-litellm", "BadRequest 400 400: litellm.UnsupportedParamsError: anthropic does not support parameters: ['seed', 'presence_penalty'], "
            "for model=claude-3. To drop these, set `litellm.drop_params=True`");
        row("error-detail", "BadReply 404 : Not Found");
        row("error-string", "ModelGone 404 : model 'nope' not found");
        row("error-message", "BadRequest 400 : invalid request: messages must not be empty");
        row("error-array", "BadRequest 400 : Invalid value at temperature");
        row("error-filter", "ContentFiltered 400 content_filter: The response was filtered");
        row("error-credits", "Quota 402 : Insufficient credits");
        row("error-html-502", "ProviderDown 502 html: ");
        row("error-html-404", "BadReply 404 html: ");
        row("error-text", "ProviderDown 500 : Internal Server Error");
        row("error-empty", "ProviderDown 500 : ");
        row("error-sse", "BadRequest 400 invalid_model: bad model name");
        row("error-openrouter-long-wait", "RateLimited 429 : Rate limited");
        row("llama-context-overflow", "ContextTooLong 400 exceed_context_size_error: request (3031 tokens) exceeds the available context size "
            "(2048 tokens), try increasing it");
        row("llama-bad-request", "BadRequest 400 invalid_request_error: Field 'n': Value must be between 1 <= value <= 1, but got 2");
        row("llama-not-json", "BadRequest 400 invalid_request_error: [json.exception.parse_error.101] parse error at line 1, column 14: syntax "
            "error while parsing value - invalid literal; last read: '\"stream\":tru'");
        row("llama-unauthorized", "Unauthorized 401 authentication_error: Invalid API Key");
        row("llama-not-found", "BadReply 404 not_found_error: File Not Found");
    }
    void recordedErrors()
    {
        QFETCH(QByteArray, expected);
        const Error error = classified(replyFile(std::string("openai-compatible/") + QTest::currentDataTag()));
        const std::string told = std::string(errorCodeName(error.code)) + " " + std::to_string(error.httpStatus.value_or(0)) + " "
            + error.providerCode.value_or("") + ": " + error.providerMessage.value_or("");
        QCOMPARE(QByteArray::fromStdString(told), expected);
        QCOMPARE(error.subject, std::string("h:1"));
        QVERIFY(!error.detail.empty());
    }

    void everyRecordedErrorIsInTheTable()
    {
        for (const std::string &name : replyNames("openai-compatible")) {
            if (replyFile("openai-compatible/" + name).status >= 400)
                QVERIFY2(m_told.contains(name), name.c_str());
        }
    }

    void waitsAndRequestIdsAreRead()
    {
        const Error rate = classified(replyFile("openai-compatible/error-rate"));
        QCOMPARE(rate.retryAfter, std::chrono::milliseconds(2000));
        QCOMPARE(rate.requestId, std::string("req_9"));
        QCOMPARE(classified(500, "", {{"Request-Id", "r"}}).requestId, std::string("r"));
        QVERIFY(!classified(500, "").requestId);
    }

    void everyStatusHasAMeaning_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](int status, const char *code) { QTest::addRow("%d", status) << status << QByteArray(code); };
        row(400, "BadRequest");
        row(401, "Unauthorized");
        row(402, "Quota");
        row(403, "Forbidden");
        row(404, "BadReply");
        row(405, "BadRequest");
        row(407, "Proxy");
        row(408, "ProviderDown");
        row(409, "ProviderDown");
        row(410, "ModelGone");
        row(413, "TooLarge");
        row(415, "BadRequest");
        row(422, "BadRequest");
        row(429, "RateLimited");
        row(451, "Forbidden");
        row(498, "BadRequest");
        row(500, "ProviderDown");
        row(501, "ProviderDown");
        row(503, "ProviderDown");
        row(529, "ProviderDown");
        row(599, "ProviderDown");
    }
    void everyStatusHasAMeaning()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        const Error error = classified(status, "");
        QCOMPARE(QByteArray::fromStdString(std::string(errorCodeName(error.code))), code);
        QCOMPARE(error.httpStatus, status);
        QVERIFY(error.detail.find(std::to_string(status)) != std::string::npos);
    }

    void insideAStreamOnlyTheWordsTell_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char *body, const char *code) { QTest::newRow(body) << QByteArray(body) << QByteArray(code); };
        row("{\"error\":{\"message\":\"x\"}}", "ProviderDown");
        row("{\"error\":{\"code\":\"rate_limit_exceeded\"}}", "RateLimited");
        row("{\"error\":{\"code\":429,\"message\":\"x\"}}", "RateLimited");
        row("{\"error\":{\"code\":502}}", "ProviderDown");
        row("{\"error\":{\"code\":402}}", "Quota");
        row("{\"error\":{\"code\":\"insufficient_quota\"}}", "Quota");
        row("{\"error\":{\"type\":\"context_length_exceeded\"}}", "ContextTooLong");
        row("{\"error\":{\"code\":\"content_filter\"}}", "ContentFiltered");
        row("{\"error\":{\"type\":\"invalid_request_error\"}}", "BadRequest");
        row("{\"error\":\"overloaded\"}", "ProviderDown");
        row("nonsense", "ProviderDown");
    }
    void insideAStreamOnlyTheWordsTell()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, code);
        const Error error = classified(0, body.toStdString());
        QCOMPARE(QByteArray::fromStdString(std::string(errorCodeName(error.code))), code);
        QVERIFY(!error.httpStatus);
        QVERIFY(error.detail.find("inside the stream") != std::string::npos);
    }

    void aMessageOf403MayBeAboutTheKey()
    {
        QCOMPARE(classified(403, "{\"error\":{\"message\":\"Your API key is not valid\"}}").code, ErrorCode::Unauthorized);
        QCOMPARE(classified(403, "{\"error\":{\"message\":\"not in your region\"}}").code, ErrorCode::Forbidden);
    }

    void longTextsAreCutBetweenCharacters()
    {
        std::string letters = "x";
        for (int i = 0; i < 10000; ++i)
            letters += "ё";
        const Error error = classified(500, "{\"error\":{\"message\":\"" + letters + "\"}}");
        QVERIFY(error.providerMessage->size() <= 1000);
        QVERIFY(error.excerpt.size() <= 4096);
        QVERIFY(isValidUtf8(*error.providerMessage));
        QVERIFY(isValidUtf8(error.excerpt));
        QVERIFY(classified(500, letters).providerMessage->size() <= 300);
    }

    /// Any bytes give an Error whose texts are UTF-8.
    void anyBytesGiveAnError()
    {
        std::mt19937 random(5);
        const std::vector<std::string> seeds{replyFile("openai-compatible/error-fastapi").body, replyFile("openai-compatible/error-filter").body,
                                             replyFile("openai-compatible/error-sse").body};
        for (int round = 0; round < 3000; ++round) {
            std::string body = seeds[random() % seeds.size()];
            for (int change = 0; change < 4; ++change)
                body[random() % body.size()] = static_cast<char>(random() % 256);
            const Error error = classified(static_cast<int>(400 + random() % 200), body);
            QVERIFY(!error.detail.empty());
            for (const std::string &text : {error.detail, error.excerpt, error.providerMessage.value_or(""), error.providerCode.value_or("")})
                QVERIFY(isValidUtf8(text));
        }
    }

    void webPagesAreKnown()
    {
        QVERIFY(looksLikeHtml("text/html; charset=utf-8", ""));
        QVERIFY(looksLikeHtml("TEXT/HTML", ""));
        QVERIFY(looksLikeHtml("", "\n <!DOCTYPE HTML><p>"));
        QVERIFY(looksLikeHtml("application/json", "<html>"));
        QVERIFY(!looksLikeHtml("application/json", "{\"html\":\"<html>\"}"));
        QVERIFY(!looksLikeHtml("text/plain", "html"));
    }

    void errorsInJsonAreKnown()
    {
        QVERIFY(holdsError("{\"error\":\"x\"}"));
        QVERIFY(holdsError(" [{\"error\":{}}]\n"));
        for (const char *text : {"{\"error\":null}", "{}", "[]", "[1]", "{\"errors\":[]}", "error", "", "{\"error\":"})
            QVERIFY2(!holdsError(text), text);
    }
};

QTEST_APPLESS_MAIN(TestErrorClassifier)
#include "tst_errorclassifier.moc"

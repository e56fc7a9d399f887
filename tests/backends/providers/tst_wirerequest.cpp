#include "backends/providers/openaicompatible/apibase.h"
#include "backends/providers/openaicompatible/wirerequest.h"
#include "core/base/json.h"

#include <QTest>

using namespace lineup;
using namespace lineup::openaicompatible;
using nlohmann::json;

namespace {

ChatRequest fewShot()
{
    ChatRequest request;
    request.model = "m";
    request.messages = {textMessage(Role::System, "Be brief."), textMessage(Role::User, "1"), textMessage(Role::Assistant, "one"),
                        textMessage(Role::User, "2")};
    return request;
}

/// QCOMPARE cannot print, nor even compile, with values of nlohmann/json.
QByteArray text(const json &value)
{
    return QByteArray::fromStdString(value.dump());
}

json body(const ChatRequest &request, const Quirks &quirks = {})
{
    chat::Notes notes;
    return json::parse(chatBody(request, quirks, notes));
}

} // namespace

class TestWireRequest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void turnsKeepTheirOrderAndRoles()
    {
        const json messages = body(fewShot())["messages"];
        QCOMPARE(text(messages), text(json::parse("[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"1\"},"
                                       "{\"role\":\"assistant\",\"content\":\"one\"},{\"role\":\"user\",\"content\":\"2\"}]")));
    }

    void onlyWhatIsSetIsSent()
    {
        const json wire = body(fewShot());
        QStringList keys;
        for (const auto &[key, value] : wire.items())
            keys << QString::fromStdString(key);
        QCOMPARE(keys, (QStringList{QStringLiteral("messages"), QStringLiteral("model"), QStringLiteral("stream"), QStringLiteral("stream_options")}));
        QCOMPARE(text(wire["stream"]), text(json(true)));
        QCOMPARE(text(wire["stream_options"]), text(json::parse("{\"include_usage\":true}")));
    }

    void everyParameterHasItsName()
    {
        ChatRequest request = fewShot();
        Parameters &parameters = request.parameters;
        parameters.temperature = 0;
        parameters.topP = 0.5;
        parameters.topK = 40;
        parameters.maxTokens = 100;
        parameters.seed = -1;
        parameters.presencePenalty = -2;
        parameters.frequencyPenalty = 1.5;
        parameters.reasoningEffort = "low";
        parameters.stop = {"END", "\n"};
        const json wire = body(request);
        QCOMPARE(text(wire["temperature"]), text(json(0.0)));
        QCOMPARE(text(wire["top_p"]), text(json(0.5)));
        QCOMPARE(text(wire["top_k"]), text(json(40)));
        QCOMPARE(text(wire["max_tokens"]), text(json(100)));
        QCOMPARE(text(wire["seed"]), text(json(-1)));
        QCOMPARE(text(wire["presence_penalty"]), text(json(-2.0)));
        QCOMPARE(text(wire["frequency_penalty"]), text(json(1.5)));
        QCOMPARE(text(wire["reasoning_effort"]), text(json("low")));
        QCOMPARE(text(wire["stop"]), text(json::parse("[\"END\",\"\\n\"]")));
    }

    void quirksChangeWhatIsSent()
    {
        ChatRequest request = fewShot();
        request.parameters.maxTokens = 5;
        Quirks quirks;
        quirks.sendsStreamOptions = false;
        quirks.maxTokensName = "max_completion_tokens";
        const json wire = body(request, quirks);
        QVERIFY(!wire.contains("stream_options"));
        QVERIFY(!wire.contains("max_tokens"));
        QCOMPARE(text(wire["max_completion_tokens"]), text(json(5)));
    }

    void theExtrasHaveTheLastWord()
    {
        ChatRequest request = fewShot();
        request.parameters.temperature = 1;
        request.parameters.extra = json::parse("{\"temperature\":0.3,\"stream_options\":{\"x\":1},\"chat_template_kwargs\":{\"enable_thinking\":false},\"model\":null}");
        const json wire = body(request);
        QCOMPARE(text(wire["temperature"]), text(json(0.3)));
        QCOMPARE(text(wire["stream_options"]), text(json::parse("{\"include_usage\":true,\"x\":1}")));
        QCOMPARE(text(wire["chat_template_kwargs"]["enable_thinking"]), text(json(false)));
        QVERIFY(!wire.contains("model"));
    }

    void illFormedTextBecomesReplacementCharacters()
    {
        ChatRequest request = fewShot();
        request.messages = {textMessage(Role::User, "a\xFF" "b\xED\xA0\x80")};
        const std::string text = body(request)["messages"][0]["content"];
        QVERIFY(text.find('\xFF') == std::string::npos);
        QVERIFY(text.starts_with("a\xEF\xBF\xBD" "b\xEF\xBF\xBD"));
    }

    void reasoningIsNotSentBackAndCallsAre()
    {
        ChatRequest request = fewShot();
        request.messages = {{Role::Assistant, {ReasoningBlock{"hm"}, TextBlock{"a"}, ToolCallBlock{"c1", "f", "{}"}, TextBlock{"b"}}}};
        const json message = body(request)["messages"][0];
        QCOMPARE(text(message["content"]), text(json("ab")));
        QCOMPARE(text(message["tool_calls"]),
                 text(json::parse("[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]")));
        QVERIFY(message.dump().find("hm") == std::string::npos);
    }

    void baseUrls_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<bool>("hasVersion");
        QTest::addColumn<int>("notes");
        const auto row = [](const char *given, const char *url, bool hasVersion, int notes) {
            QTest::newRow(given) << QByteArray(given) << QByteArray(url) << hasVersion << notes;
        };
        row("https://h/v1", "https://h/v1", true, 0);
        row("https://h/v1/", "https://h/v1", true, 0);
        row("https://h/v1///", "https://h/v1", true, 0);
        row("  https://h/v1\n", "https://h/v1", true, 0);
        row("https://h", "https://h", false, 0);
        row("https://h/", "https://h", false, 0);
        row("https://h:8080/api", "https://h:8080/api", false, 0);
        row("https://h/v1/chat/completions", "https://h/v1", true, 1);
        row("https://h/chat/completions/", "https://h", false, 1);
        row("https://h/v1/models", "https://h/v1", true, 1);
        row("https://h/v1/v1", "https://h/v1", true, 1);
        row("https://h/v1beta/openai", "https://h/v1beta/openai", false, 0);
        row("http://127.0.0.1:99/v4/", "http://127.0.0.1:99/v4", true, 0);
    }
    void baseUrls()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, url);
        QFETCH(bool, hasVersion);
        QFETCH(int, notes);
        const auto base = apiBase(given.toStdString());
        QVERIFY(base);
        QCOMPARE(QByteArray::fromStdString(base->url), url);
        QCOMPARE(base->hasVersion, hasVersion);
        QCOMPARE(static_cast<int>(base->notes.size()), notes);
        // What it gives can be given again.
        QCOMPARE(apiBase(base->url)->url, base->url);
    }

    void whatIsNoBaseUrl_data()
    {
        QTest::addColumn<QByteArray>("given");
        for (const char *given : {"", "   ", "h/v1", "ftp://h/v1", "https://", "https:///", "http:/h", "https://h/v1?key=abc", "https://h/v1#x"})
            QTest::newRow(given) << QByteArray(given);
    }
    void whatIsNoBaseUrl()
    {
        QFETCH(QByteArray, given);
        const auto base = apiBase(given.toStdString());
        QVERIFY(!base);
        QCOMPARE(base.error().code, ErrorCode::BadInput);
        QVERIFY(base.error().detail.find("abc") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestWireRequest)
#include "tst_wirerequest.moc"

#include "core/cli/keyshape.h"

#include <QTest>

using namespace lineup;

class TestKeyShape : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void shapes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isKey");
        const auto row = [](const char *text, bool isKey) { QTest::newRow(text) << QByteArray(text) << isKey; };
        row("sk-0123456789ab", true);
        row("sk-proj-AbCdEf_1234-567890", true);
        row("sk-ant-api03-abcdefgh1234", true);
        row("sk-or-v1-0123456789abcdef", true);
        row("AIzaSyA-0123456789abcdefghijklmnopqrs", true);
        row("gsk_0123456789abcdefABCD", true);
        row("hf_abcdefghijklmnopqrstuvwxyzABCDEFGH", true);
        row("xai-0123456789abcdefghij", true);
        row("nvapi-0123456789abcdefghij", true);
        row("AKIA0123456789ABCDEF", true);
        row("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghij", true);
        row("Bearer abcdefgh", true);
        row("bearer 12345678", true);
        row("a key: \"sk-0123456789ab\"", true);
        row("", false);
        row("sk-", false);
        row("sk-0123", false);
        row("sk-learn-tutorial-model", false);
        row("gpt-4o-mini-2024-07-18", false);
        row("meta-llama/Llama-3.3-70B-Instruct", false);
        row("http://127.0.0.1:8080/v1", false);
        row("OPENAI_API_KEY", false);
        row("HF_TOKEN", false);
        row("hf_model", false);
        row("hf_TinyLlama-1.1B-Chat-v1.0-GGUF", false);
        row("the bearer of news", false);
        row("eyJ", false);
        row("task-0123456789abcdef", false); // "sk-" inside a word
    }
    void shapes()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isKey);
        QCOMPARE(looksLikeKey(text.toStdString()), isKey);
    }

    void names_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isKey");
        const auto row = [](const char *name, bool isKey) { QTest::newRow(name) << QByteArray(name) << isKey; };
        row("key", true);
        row("api-key", true);
        row("API_KEY", true);
        row("ApiKey", true);
        row("x-api-key", true);
        row("Authorization", true);
        row("access_token", true);
        row("password", true);
        row("key-env", false);
        row("max-tokens", false);
        row("prompt_cache_key", false);
        row("", false);
    }
    void names()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, isKey);
        QCOMPARE(isKeyName(name.toStdString()), isKey);
    }

    void providers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("kinds"); // "openai!" = certain
        const auto row = [](const char *text, const char *kinds) { QTest::newRow(text) << QByteArray(text) << QByteArray(kinds); };
        row("sk-ant-api03-abcdefgh1234", "anthropic!");
        row("sk-or-v1-0123456789abcdef", "openrouter!");
        row("sk-proj-AbCdEf_1234-567890", "openai!");
        row("sk-svcacct-AbCdEf_1234-567890", "openai!");
        row("gsk_0123456789abcdefABCD", "groq!");
        row("xai-0123456789abcdefghij", "xai!");
        row("AIzaSyA-0123456789abcdefghijklmnopqrs", "gemini!");
        row("hf_abcdefghijklmnopqrstuvwxyzABCDEFGH", "huggingface!");
        row("tgp_v1_0123456789abcdefghij", "together!");
        row("ABSK0123456789abcdefghijklmnopqrstuv", "bedrock!");
        row("nvapi-0123456789abcdefghij", "!");
        row("sk-0123456789abcdef0123456789abcdef", "deepseek openai");
        row("sk-0123456789abT3BlbkFJ0123456789ab", "openai deepseek");
        row("0123456789abcdef0123456789abcdef", "azure mistral");
        row("AbCdEfGhIjKlMnOpQrStUvWxYz012345", "mistral");
        row("AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCd", "cohere");
        row("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghij", "azure");
        row("anything-else", "");
        // What comes with it.
        row("  sk-ant-api03-abcdefgh1234\r\n", "anthropic!");
        row("\"gsk_0123456789abcdefABCD\"", "groq!");
        row("Bearer xai-0123456789abcdefghij", "xai!");
        row("MISTRAL_API_KEY=AbCdEfGhIjKlMnOpQrStUvWxYz012345", "mistral!");
        row("export CO_API_KEY='anything-else'", "cohere!");
        row("WHAT_KEY=anything-else", "");
        row("OPENAI_API_KEY=sk-ant-api03-abcdefgh1234", "anthropic!"); // the key itself knows better
    }
    void providers()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, kinds);
        const auto pasted = readPastedKey(text.toStdString());
        QVERIFY(pasted);
        std::string found;
        for (const KeyGuess &guess : pasted->guesses) {
            found += (found.empty() ? "" : " ") + guess.kind + (guess.isCertain ? "!" : "");
            QVERIFY(!guess.name.empty());
        }
        QCOMPARE(found, kinds.toStdString());
    }

    void onlyTheKeyIsTaken()
    {
        for (const char *text : {"sk-ant-abcdefgh1234", " sk-ant-abcdefgh1234 \n", "'sk-ant-abcdefgh1234'", "Bearer sk-ant-abcdefgh1234",
                                 "export ANTHROPIC_API_KEY=\"sk-ant-abcdefgh1234\"", "KEY=Bearer sk-ant-abcdefgh1234"})
            QCOMPARE(readPastedKey(text)->key.reveal(), std::string("sk-ant-abcdefgh1234"));
        // Small letters before '=' are part of a key, not the name of a variable.
        QCOMPARE(readPastedKey("abc=")->key.reveal(), std::string("abc="));
    }

    void whatIsNoKeyIsRefusedAndNotRepeated()
    {
        for (const std::string &text : {std::string(), std::string(" \n"), std::string("KEY="), std::string("planted key"), std::string("planted\nkey"),
                                        std::string("planted\x01key"), std::string("ключ-planted"), std::string("planted") + std::string(9000, 'x')}) {
            const auto pasted = readPastedKey(text);
            QVERIFY2(!pasted, text.c_str());
            QCOMPARE(pasted.error().code, ErrorCode::BadInput);
            QCOMPARE(pasted.error().providerCode, std::optional<std::string>("bad-key"));
            QVERIFY(pasted.error().detail.find("planted") == std::string::npos);
        }
    }

    void addressesWithKeys()
    {
        for (const char *url : {"https://me:secret@host/v1", "https://token@host", "host@x", "https://host/v1?key=abc", "https://host?a=b&api_key=1"})
            QVERIFY2(urlHoldsKey(url), url);
        for (const char *url : {"https://host/v1", "https://host/v1?a=b", "https://host/@scope/x", "https://host?next=me@x", "", "https://host/v1?"})
            QVERIFY2(!urlHoldsKey(url), url);
    }

    void secretHeaders()
    {
        const std::pair<const char *, const char *> secret[] = {{"Authorization", "x"}, {"proxy-authorization", "x"}, {"Cookie", "x"},
                                                                {"X-Api-Key", "x"}, {"api-key", "x"}, {"x-goog-api-key", "x"},
                                                                {"X-Amz-Security-Token", "x"}, {"Ocp-Apim-Subscription-Key", "x"},
                                                                {"X-Client-Secret", "x"}, {"X-Team", "sk-ant-api03-abcdefgh1234"}, {"X-Team", "Bearer abcdefgh1"}};
        for (const auto &[name, value] : secret)
            QVERIFY2(isSecretHeader(name, value), name);
        const std::pair<const char *, const char *> plain[] = {{"X-Team", "models"}, {"HTTP-Referer", "https://example.org"}, {"anthropic-beta", "x-2025-01-01"},
                                                               {"X-Keyboard", "x"}, {"X-Title", "Lineup"}, {"Accept-Language", "ru"}};
        for (const auto &[name, value] : plain)
            QVERIFY2(!isSecretHeader(name, value), name);
    }
};

QTEST_APPLESS_MAIN(TestKeyShape)
#include "tst_keyshape.moc"

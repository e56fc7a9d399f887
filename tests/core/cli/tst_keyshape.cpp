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
};

QTEST_APPLESS_MAIN(TestKeyShape)
#include "tst_keyshape.moc"

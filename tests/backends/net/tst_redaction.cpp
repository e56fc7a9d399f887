#include "backends/net/redaction.h"

#include "core/base/text.h"

#include <QByteArray>
#include <QTest>
#include <QUrl>

#include <nlohmann/json.hpp>

#include <random>

using namespace lineup;
using namespace lineup::net;

namespace {

const std::string kKey = "sk-test/Ab+9=\"x\\y~z_Ж 42";

std::string percentEncoded(const std::string &text, bool lowerCaseHex)
{
    std::string encoded = QByteArray::fromStdString(text).toPercentEncoding().toStdString();
    for (std::size_t at = encoded.find('%'); lowerCaseHex && at != std::string::npos; at = encoded.find('%', at + 1)) {
        for (const std::size_t digit : {at + 1, at + 2}) {
            if (encoded[digit] >= 'A' && encoded[digit] <= 'F')
                encoded[digit] = static_cast<char>(encoded[digit] - 'A' + 'a');
        }
    }
    return encoded;
}

std::string base64(const std::string &text, bool url)
{
    const auto options = url ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    return QByteArray::fromStdString(text).toBase64(options).toStdString();
}

std::string jsonEscaped(const std::string &text, bool ascii)
{
    const std::string quoted = nlohmann::json(text).dump(-1, ' ', ascii);
    return quoted.substr(1, quoted.size() - 2);
}

std::string everyByteAsUnicodeEscape(const std::string &text)
{
    std::string out;
    for (const char c : text)
        out += "\\u00" + QByteArray(1, c).toHex().toStdString();
    return out;
}

} // namespace

class TestRedaction : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKnownKeyGoesInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("form");
        const auto row = [](const char *name, const std::string &form) {
            QTest::newRow(name) << QByteArray::fromStdString(form);
        };
        row("plain", kKey);
        row("percent", percentEncoded(kKey, false));
        row("JSON", jsonEscaped(kKey, false));
        row("JSON with slashes escaped", QByteArray::fromStdString(jsonEscaped(kKey, false)).replace("/", "\\/").toStdString());
        row("every byte \\u00XX", everyByteAsUnicodeEscape(kKey));
        row("percent, twice", QUrl::toPercentEncoding(QString::fromStdString(percentEncoded(kKey, false))).toStdString());
        row("base64", base64(kKey, false));
        row("base64url", base64(kKey, true));
        row("base64 of user:key", base64("user:" + kKey, false));
        row("base64 of a longer text", base64("{\"a\":\"" + kKey + "\"}", false));
    }
    void aKnownKeyGoesInEveryForm()
    {
        QFETCH(QByteArray, form);
        Redactor redactor;
        redactor.addSecret(Secret(kKey));
        const std::string text = "before " + form.toStdString() + " after";
        const std::string clean = redactor.redact(text);
        QVERIFY2(clean.find(form.toStdString()) == std::string::npos, clean.c_str());
        QVERIFY2(clean.starts_with("before "), clean.c_str());
        QVERIFY2(clean.ends_with(" after"), clean.c_str());
        QVERIFY2(clean.find("•••") != std::string::npos, clean.c_str());
        // Nothing of the middle of the form may be left either.
        QVERIFY2(clean.size() < std::string("before ").size() + std::string(" after").size() + 20, clean.c_str());
    }

    /// The law: whatever key, whatever chain of transformations, no form of the key survives.
    void noTransformationLetsAKeyThrough()
    {
        std::mt19937 random(7);
        const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./+=~!$&'()*,;:@";
        for (int round = 0; round < 400; ++round) {
            std::string key;
            const std::size_t size = Redactor::kShortestSecret + random() % 60;
            for (std::size_t i = 0; i < size; ++i)
                key += letters[random() % letters.size()];
            Redactor redactor;
            redactor.addSecret(Secret(key));
            const std::string noise(random() % 5, 'q');
            const std::vector<std::string> forms{
                key, percentEncoded(key, false), percentEncoded(key, true), jsonEscaped(key, true),
                everyByteAsUnicodeEscape(key), base64(noise + key, false), base64(noise + key + noise, true)};
            for (std::size_t i = 0; i < forms.size(); ++i) {
                const std::string clean = redactor.redact(noise + "<" + forms[i] + ">" + noise);
                // All but the characters of base64 that belong to the noise as well is gone.
                const std::string core = forms[i].substr(std::min<std::size_t>(8, forms[i].size() / 2),
                                                         forms[i].size() - std::min<std::size_t>(16, forms[i].size()));
                QVERIFY2(clean.find(forms[i]) == std::string::npos, (key + " in form " + std::to_string(i)).c_str());
                QVERIFY2(core.size() < 4 || clean.find(core) == std::string::npos,
                         (key + " in form " + std::to_string(i) + ": " + clean).c_str());
            }
        }
    }

    void namesAreEnough_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("clean");
        const auto row = [](const char *name, const char *text, const char *clean) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(clean);
        };
        row("authorization", "> Authorization: Bearer abc.def\r\n> Accept: x", "> Authorization: •••\r\n> Accept: x");
        row("api-key", "api-key: 1234", "api-key: •••");
        row("x-api-key", "X-Api-Key:1234\nnext", "X-Api-Key:•••\nnext");
        row("x-goog-api-key", "x-goog-api-key: 1", "x-goog-api-key: •••");
        row("cookie", "Set-Cookie: a=b; c=d", "Set-Cookie: •••");
        row("query", "GET /v1?a=1&key=secret&b=2", "GET /v1?a=1&key=•••&b=2");
        row("query at the end", "https://h/p?api_key=secret", "https://h/p?api_key=•••");
        row("query in quotes", "\"https://h/p?key=secret\"", "\"https://h/p?key=•••\"");
        row("JSON member", "{\"api_key\": \"secret\", \"a\": 1}", "{\"api_key\": \"•••\", \"a\": 1}");
        row("JSON in JSON", "{\\\"access_token\\\":\\\"secret\\\"}", "{\\\"access_token\\\":\\\"•••\\\"}");
        row("bearer anywhere", "sent 'Bearer abcdefgh12' twice", "sent 'Bearer •••' twice");
        row("bearer as a word", "the bearer of news", "the bearer of news");
        row("ordinary words", "the key is: here; monkey=1; keyboard: 2", "the key is: here; monkey=1; keyboard: 2");
        row("empty value", "key=&a=1 Authorization:", "key=&a=1 Authorization:");
        row("two headers", "api-key: a\ncookie: b", "api-key: •••\ncookie: •••");
        row("nothing", "", "");
    }
    void namesAreEnough()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, clean);
        const Redactor redactor;
        QCOMPARE(QByteArray::fromStdString(redactor.redact(text.toStdString())), clean);
    }

    void twoKeysThatOverlapBothGo()
    {
        Redactor redactor;
        redactor.addSecret(Secret("abcdefgh"));
        redactor.addSecret(Secret("efghijkl"));
        QCOMPARE(redactor.redact("xabcdefghijkly"), std::string("x•••y"));
    }

    void shortSecretsAreNotSearchedFor()
    {
        Redactor redactor;
        redactor.addSecret(Secret("abc"));
        redactor.addSecret(Secret(""));
        QCOMPARE(redactor.redact("abcdef"), std::string("abcdef"));
    }

    void blanksAroundASecretDoNotHideIt()
    {
        Redactor redactor;
        redactor.addSecret(Secret(" sk-12345\n"));
        QCOMPARE(redactor.redact("a sk-12345 b"), std::string("a ••• b"));
    }

    void theCutComesAfterTheRedaction()
    {
        Redactor redactor;
        redactor.addSecret(Secret("sk-1234567890"));
        for (std::size_t size = 0; size < 40; ++size) {
            const std::string cut = redactor.redactAndCut("0123456789 sk-1234567890 Жé", size);
            QVERIFY(cut.size() <= size);
            QVERIFY(cut.find("sk") == std::string::npos);
            QVERIFY(isValidUtf8(cut));
        }
    }

    void anErrorIsCleanAndCapped()
    {
        Redactor redactor;
        redactor.addSecret(Secret("sk-1234567890"));
        Error error;
        error.detail = "with sk-1234567890";
        error.subject = "sk-1234567890:1";
        error.excerpt = std::string(5000, 'x') + "sk-1234567890";
        error.providerMessage = "Incorrect key sk-1234567890" + std::string(2000, 'y');
        error.providerCode = "sk-1234567890";
        error.requestId = "req sk-1234567890";
        redactor.redact(error);
        for (const std::string &text : {error.detail, error.subject, error.excerpt, *error.providerMessage,
                                        *error.providerCode, *error.requestId})
            QVERIFY2(text.find("1234567890") == std::string::npos, text.c_str());
        QCOMPARE(error.excerpt.size(), std::size_t(4096));
        QCOMPARE(error.providerMessage->size(), std::size_t(1000));
    }
};

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"

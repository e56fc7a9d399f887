#include "backends/providers/bedrock/awssignature.h"

#include <QTest>

using namespace lineup;
using bedrock::AwsCredentials;
using bedrock::SignedCall;

namespace {

const AwsCredentials kSuite{"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), {}};
const char *const kSuiteDate = "20150830T123600Z";

SignedCall suiteCall(const char *method, const char *path, const char *query)
{
    return {method, path, query, {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", kSuiteDate}}, {}};
}

} // namespace

class TestAwsSignature : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// From AWS's "Signature Version 4 Test Suite" (aws-sig-v4-test-suite), by the names of its cases.
    void theTestSuite_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, const char *method, const char *path, const char *query, const char *signature) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(query) << QByteArray(signature);
        };
        row("get-vanilla", "GET", "/", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
        row("post-vanilla", "POST", "/", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
        row("get-vanilla-query-order-key-case", "GET", "/", "Param2=value2&Param1=value1",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
        row("post-vanilla-query", "POST", "/", "Param1=value1", "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11");
        row("get-utf8", "GET", "/\xE1\x88\xB4", "", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85");
        row("get-unreserved", "GET", "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "",
            "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f");
        row("get-space", "GET", "/example space/", "", "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741");
    }
    void theTestSuite()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, signature);
        const SignedCall call = suiteCall(method.constData(), path.constData(), query.constData());
        const QByteArray expected =
            "Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + signature;
        QCOMPARE(QByteArray::fromStdString(bedrock::awsSignature(call, kSuite, "us-east-1", "service", kSuiteDate)), expected);
    }

    void headersAndBodiesOfTheTestSuite()
    {
        SignedCall sorted = suiteCall("POST", "/", "");
        sorted.headers.add("My-Header1", "value1");
        QVERIFY(bedrock::awsSignature(sorted, kSuite, "us-east-1", "service", kSuiteDate)
                    .ends_with("SignedHeaders=host;my-header1;x-amz-date, Signature=c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"));
        SignedCall trimmed = suiteCall("GET", "/", "");
        trimmed.headers.add("My-Header1", " value1");
        trimmed.headers.add("My-Header2", " \"a   b   c\"");
        QVERIFY(bedrock::awsSignature(trimmed, kSuite, "us-east-1", "service", kSuiteDate)
                    .ends_with("Signature=acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"));
        SignedCall form = suiteCall("POST", "/", "");
        form.headers.add("Content-Type", "application/x-www-form-urlencoded");
        form.body = "Param1=value1";
        QVERIFY(bedrock::awsSignature(form, kSuite, "us-east-1", "service", kSuiteDate)
                    .ends_with("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"));
    }

    /// AWS General Reference, "Signature Version 4", the example of IAM's ListUsers.
    void theExampleOfTheReference()
    {
        const SignedCall call{"GET", "/", "Action=ListUsers&Version=2010-05-08",
                              {{"content-type", "application/x-www-form-urlencoded; charset=utf-8"}, {"host", "iam.amazonaws.com"}, {"x-amz-date", kSuiteDate}}, {}};
        QVERIFY(bedrock::awsSignature(call, kSuite, "us-east-1", "iam", kSuiteDate)
                    .ends_with("SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
    }

    /// Computed with botocore 1.43.11 (botocore.auth.SigV4Auth) on 2026-11-25 for the same calls: the signer of AWS's own SDK.
    void callsOfBedrock_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("withToken");
        const auto row = [](const char *name, const char *method, const char *host, const char *path, const char *query, const char *body, const char *plain,
                            const char *withToken) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(host) << QByteArray(path) << QByteArray(query) << QByteArray(body) << QByteArray(plain)
                                << QByteArray(withToken);
        };
        const char *runtime = "bedrock-runtime.eu-central-1.amazonaws.com";
        const char *control = "bedrock.eu-central-1.amazonaws.com";
        row("a model id with a colon", "POST", runtime, "/model/anthropic.claude-3-5-sonnet-20241022-v2%3A0/converse-stream", "", "{\"messages\":[]}",
            "b7c814377f1e560a5f6dd25fe1d816eeb03db59b9f980d1e0fb67b9f5e288ec9", "b43bfebbda1f6c5980e8b137d4ff0432d080427bd227cbe288572eabc335f6d7");
        row("an ARN", "POST", runtime,
            "/model/arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Ainference-profile%2Feu.amazon.nova-lite-v1%3A0/converse", "", "{}",
            "e5b2d2dcd67c1017fc92516fb1ba018915798b9937764d19a7cf7cc2a9d03d39", "39b4ef6a9135753a2fb8db377195e909ceb0f8393d7c05c63e386ef126a07415");
        row("a query", "GET", control, "/foundation-models", "byOutputModality=TEXT", "",
            "f41e8d74e3b3e2e368ff2f2c44d0967bc652604b6c5c687a69428994e3c28282", "b154872b1053167997e4e99370aadf570914fe034b384005a0ad3d7edeaa7923");
        row("an encoded query", "GET", control, "/inference-profiles", "maxResults=1000&nextToken=a%2Fb%3D%3D", "",
            "ecc91c9eb9736036d676ddc77ed9c8218ac1c0b108e075703272d9332c5aad84", "8c75afc985401cfc93541550da303f6d0a45036729cfd15cbf1100eee6ba0806");
    }
    void callsOfBedrock()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, withToken);
        const char *date = "20261125T083000Z";
        const std::string token = "IQoJb3JpZ2luX2VjEXAMPLETOKEN//////////==";
        SignedCall call{method.toStdString(), path.toStdString(), query.toStdString(), {{"host", host.toStdString()}, {"x-amz-date", date}},
                        std::string_view(body.constData(), static_cast<std::size_t>(body.size()))};
        if (!body.isEmpty())
            call.headers.add("content-type", "application/json");
        const auto signatureOf = [&](const AwsCredentials &credentials) {
            const std::string text = bedrock::awsSignature(call, credentials, "eu-central-1", "bedrock", date);
            return QByteArray::fromStdString(text.substr(text.rfind('=') + 1));
        };
        QCOMPARE(signatureOf(kSuite), plain);
        AwsCredentials passing = kSuite;
        passing.sessionToken = Secret(token);
        call.headers.add("x-amz-security-token", token);
        QCOMPARE(signatureOf(passing), withToken);
    }

    void thePathIsEncodedTwice()
    {
        const SignedCall call{"POST", "/model/a.b-v1%3A0/converse", "", {{"host", "h"}}, {}};
        QVERIFY(bedrock::canonicalRequest(call).starts_with("POST\n/model/a.b-v1%253A0/converse\n\nhost:h\n\nhost\n"));
    }

    void dates()
    {
        const auto at = [](long long seconds) { return bedrock::amzDate(std::chrono::system_clock::time_point(std::chrono::seconds(seconds))); };
        QCOMPARE(at(1440938160), std::string("20150830T123600Z"));
        QCOMPARE(at(0), std::string("19700101T000000Z"));
        QCOMPARE(at(1709164800), std::string("20240229T000000Z"));
    }

    /// The secret itself is nowhere in what goes out.
    void theSecretStaysHere()
    {
        const std::string text = bedrock::awsSignature(suiteCall("GET", "/", ""), kSuite, "us-east-1", "service", kSuiteDate);
        QVERIFY(text.find(kSuite.secretKey.reveal()) == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestAwsSignature)
#include "tst_awssignature.moc"

#include "core/engine/childenvironment.h"

#include <QTest>

using namespace lineup;

class ChildEnvironmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void inherits_data();
    void inherits();
};

void ChildEnvironmentTest::inherits_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("engine");
    QTest::addColumn<bool>("llamaServer");
    QTest::addColumn<bool>("pip");
    const auto row = [](const char *name, bool engine, bool llamaServer, bool pip) {
        QTest::newRow(name) << QString::fromLatin1(name) << engine << llamaServer << pip;
    };
    for (const char *name : {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH"})
        row(name, true, true, true);
    for (const char *name : {"CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "GGML_VK_VISIBLE_DEVICES", "VK_ICD_FILENAMES"})
        row(name, false, true, false);
    for (const char *name : {"PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT", "PIP_CONFIG_FILE", "https_proxy", "HTTPS_PROXY", "NO_PROXY",
                             "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "XDG_CONFIG_HOME"})
        row(name, false, false, true);
    // Keys of the providers (and of anybody else), whatever they are called.
    for (const char *name : {"OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY", "HF_TOKEN", "AWS_SECRET_ACCESS_KEY",
                             "AZURE_OPENAI_API_KEY", "MISTRAL_API_KEY", "LLAMA_API_KEY", "GITHUB_TOKEN", "LINEUP_ENGINE_TOKEN"})
        row(name, false, false, false);
    // What would change the meaning of a pinned, isolated start.
    for (const char *name : {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "LD_PRELOAD", "LLAMA_ARG_HOST", "LLAMA_ARG_PORT", "PIP_TARGET",
                             "PIP_CONSTRAINT", "PIP_REQUIREMENT", "PIP_REQUIRE_VIRTUALENV", "PIP_USER", "PIP_PLATFORM", "PIP_NO_BINARY"})
        row(name, false, false, false);
    row("path", false, false, false);
    row("", false, false, false);
    row("PATH_KEY", false, false, false);
}

void ChildEnvironmentTest::inherits()
{
    QFETCH(QString, name);
    const std::string text = name.toStdString();
    QTEST(childMayInherit(text, ChildRole::Engine), "engine");
    QTEST(childMayInherit(text, ChildRole::LlamaServer), "llamaServer");
    QTEST(childMayInherit(text, ChildRole::Pip), "pip");
}

QTEST_APPLESS_MAIN(ChildEnvironmentTest)
#include "tst_childenvironment.moc"

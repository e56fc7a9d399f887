#include "tests/support/fakebackends.h"
#include "tests/support/fakedesktop.h"
#include "tests/support/fakedirectory.h"
#include "tests/support/fakestores.h"
#include "tests/widgets/shell/fakefilepicker.h"
#include "widgets/backends/backendspage.h"
#include "widgets/backends/modelpicker.h"
#include "widgets/compare/laneeditor.h"
#include "widgets/models/backendplaces.h"
#include "widgets/shell/settingsdialog.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/lineupstyle.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QTranslator>

namespace lineup::test {

namespace {

struct Named {
    const char *id;
    const char *name;
    const char *url;
    const char *variable;
};

ProviderDescriptor provider(const Named &named)
{
    ProviderDescriptor descriptor;
    descriptor.id = named.id;
    descriptor.name = named.name;
    descriptor.defaultBaseUrl = named.url;
    descriptor.keyVariables = {named.variable};
    descriptor.keyPage = "https://example.com/keys";
    return descriptor;
}

ListedModel listed(const std::string &id)
{
    ListedModel model;
    model.id = id;
    return model;
}

ModelFacts facts(const char *name, std::int64_t context, Openness openness, std::optional<std::pair<int, int>> cents, ModelStatus status = ModelStatus::Active)
{
    ModelFacts made;
    made.displayName = name;
    made.contextLength = context;
    made.contextSource = CapabilitySource::Catalog;
    made.openness = openness;
    made.status = status;
    if (status != ModelStatus::Active)
        made.statusDate = "2027-03-01";
    made.capabilities = {{Capability::Tools, {true, CapabilitySource::Catalog}}, {Capability::Vision, {true, CapabilitySource::Server}},
                         {Capability::Streaming, {true, CapabilitySource::Provider}}};
    if (cents) {
        PriceRule price;
        price.input = std::int64_t{cents->first} * 10'000'000;
        price.output = std::int64_t{cents->second} * 10'000'000;
        price.asOf = "2026-10-27";
        price.source = "openai.com/api/pricing";
        made.price = price;
    }
    return made;
}

} // namespace

/// Grabs the parts about backends in both looks and languages, for the eye; LINEUP_PICTURES names the folder. What is asserted
/// is that no text of a label or a button is cut.
class TestBackendPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(registerFonts().isEmpty());
        m_folder = qEnvironmentVariable("LINEUP_PICTURES");
        QVERIFY(m_russian.load(QStringLiteral(":/i18n/lineup_ru")));
    }

    void init()
    {
        QFETCH(bool, isDark);
        QFETCH(bool, isRussian);
        applyTheme(*qApp, isDark ? Theme::dark() : Theme::light());
        QLocale::setDefault(isRussian ? QLocale(QLocale::Russian) : QLocale(QLocale::English));
        if (isRussian)
            QCoreApplication::installTranslator(&m_russian);
        m_ports = std::make_unique<FakeBackendPorts>();
        m_factory = std::make_unique<ListingFactory>();
        m_factory->add(localProvider(), {listed("SmolLM2-135M-Instruct")});
        m_factory->add(provider({"openai", "OpenAI", "https://api.openai.com/v1", "OPENAI_API_KEY"}),
                       {listed("gpt-6.1-terra"), listed("gpt-6.1-mini"), listed("gpt-4.1"), listed("text-odd-3")});
        m_factory->add(provider({"anthropic", "Anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY"}), {});
        ProviderDescriptor azure = provider({"azure", "Azure OpenAI", "", "AZURE_OPENAI_API_KEY"});
        azure.options = cloudProvider().options;
        m_factory->add(azure, {});
        m_factory->add(serverProvider(), {listed("qwen3:8b")});
        m_factory->facts["gpt-6.1-terra"] = facts("GPT-6.1 Terra", 1'050'000, Openness::Proprietary, std::pair{100, 500});
        m_factory->facts["gpt-6.1-mini"] = facts("GPT-6.1 mini", 400'000, Openness::Proprietary, std::pair{15, 60});
        m_factory->facts["gpt-4.1"] = facts("GPT-4.1", 1'047'576, Openness::Proprietary, std::pair{200, 800}, ModelStatus::Deprecated);
        m_factory->facts["qwen3:8b"] = facts("Qwen3 8B", 131'072, Openness::OpenWeights, std::nullopt);
        Error unreachable;
        unreachable.code = ErrorCode::NameUnknown;
        unreachable.detail = "no such host";
        unreachable.subject = "api.anthropic.com";
        m_factory->failures.emplace("anthropic", unreachable);
        m_factory->variables = {"OPENAI_API_KEY"};
        m_models = std::make_unique<ModelDirectory>(*m_factory);
        m_settings = std::make_unique<SettingsKeeper>(m_settingsStore);
    }
    void cleanup() { QCoreApplication::removeTranslator(&m_russian); }

    void pickerAndForm_data() { looks(); }
    void pickerAndForm()
    {
        setUp("work", "openai-compatible", "Work proxy", "http://127.0.0.1:8080/v1");
        setUp("claude", "anthropic", "Anthropic", "");
        const BackendPlaces places(m_ports->store, *m_models);
        LaneSpec lane;
        lane.backend.kind = "openai";
        lane.model = "gpt-6.1-terra";
        lane.parameters.temperature = 0.3;
        lane.parameters.topK = 40;
        m_factory->backends["openai"]->notTaken = {Parameter::TopK, Parameter::Seed};
        LaneEditor editor(LaneEditor::Purpose::Edit, lane, *m_models, QStringLiteral("SmolLM2 135M Instruct"), 3);
        editor.resize(600, 760);
        editor.show();
        keep(editor, "lane");
        editor.findChild<QPushButton *>(QStringLiteral("laneMoreHead"))->click();
        editor.resize(600, 1500);
        QTest::qWait(50);
        keep(editor, "lane-more");
        checkTexts(editor);
        editor.findChild<QComboBox *>(QStringLiteral("laneModel"))->showPopup();
        auto *picker = editor.findChild<ModelPicker *>();
        QTRY_VERIFY(picker->findChild<QListView *>(QStringLiteral("modelList"))->model()->rowCount() > 8);
        picker->resize(640, 620);
        keep(*picker, "picker");
        QTest::keyClicks(picker->findChild<QLineEdit *>(QStringLiteral("modelSearch")), QStringLiteral("gpt m"));
        keep(*picker, "picker-search");
    }

    void page_data() { looks(); }
    void page()
    {
        setUp("openai", "openai", "OpenAI", "");
        setUp("anthropic", "anthropic", "Anthropic", "");
        setUp("azure", "azure", "Azure OpenAI", "");
        setUp("work", "openai-compatible", "Work proxy", "http://127.0.0.1:8080/v1");
        m_ports->store.list.back().isEnabled = false;
        m_ports->keys.entries["anthropic"] = StoredKey{Secret("x"), ""};
        const BackendPorts ports{m_ports->store, m_ports->keys, m_ports->tester, m_ports->discovery};
        SettingsDialog dialog(*m_settings, m_picker, QStringLiteral("SmolLM2 135M Instruct"), ports, *m_models, m_links);
        dialog.showBackends();
        dialog.show();
        auto *page = dialog.findChild<BackendsPage *>();
        QTRY_VERIFY(page->list().standing(1) == BackendList::Standing::NotTested);
        page->list().test(0);
        m_ports->tester.answer(report(std::nullopt, 12));
        page->list().test(1);
        Error refused;
        refused.code = ErrorCode::Unauthorized;
        refused.detail = "HTTP 401";
        refused.httpStatus = 401;
        refused.subject = "api.anthropic.com";
        m_ports->tester.answer(report(refused, 0));
        QTRY_VERIFY(page->list().standing(1) == BackendList::Standing::Failed);
        auto *list = dialog.findChild<QListView *>(QStringLiteral("backendsList"));
        list->setCurrentIndex(list->model()->index(1, 0));
        keep(dialog, "backends");
        dialog.resize(1000, 1500);
        for (const char *head : {"backendNetworkHead", "backendLimitsHead", "backendModelsHead"})
            dialog.findChild<QPushButton *>(QLatin1String(head))->click();
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::qWait(50);
        keep(dialog, "backends-open");
        checkTexts(dialog);
        dialog.resize(1000, 680);
        page->openAdd();
        dialog.findChild<QLineEdit *>(QStringLiteral("addKey"))->setText(QStringLiteral("sk-ant-api03-Canary00canary11Canary22canary33-AA"));
        keep(dialog, "backends-add");
        checkTexts(dialog);
        m_ports->discovery.servers = {{"Ollama", "0.9.1", "openai-compatible", "http://127.0.0.1:11434/v1", {"qwen3:8b", "llama3"}, false},
                                      {"LM Studio", "", "openai-compatible", "http://127.0.0.1:1234/v1", {"gemma-4"}, true}};
        m_ports->discovery.files = {{"/home/me/.cache/lm-studio/models/Qwen3-8B-Q4_K_M.gguf", "Qwen3 8B", "qwen3", 4'800'000'000, 40960}};
        page->openFind();
        keep(dialog, "backends-ask");
        dialog.findChild<QPushButton *>(QStringLiteral("findLook"))->click();
        QTRY_VERIFY(dialog.findChild<QPushButton *>(QStringLiteral("findFile")));
        keep(dialog, "backends-found");
        dialog.findChild<QPushButton *>(QStringLiteral("findBack"))->click();
        dialog.findChild<QPushButton *>(QStringLiteral("backendRemove"))->click();
        keep(dialog, "backends-removed");
    }

private:
    static void looks()
    {
        QTest::addColumn<bool>("isDark");
        QTest::addColumn<bool>("isRussian");
        QTest::newRow("light-en") << false << false;
        QTest::newRow("light-ru") << false << true;
        QTest::newRow("dark-en") << true << false;
        QTest::newRow("dark-ru") << true << true;
    }

    void setUp(const char *id, const char *kind, const char *name, const char *url)
    {
        ConfiguredBackend backend;
        backend.id = id;
        backend.kind = kind;
        backend.name = name;
        backend.baseUrl = url;
        m_ports->store.list.push_back(backend);
    }

    static BackendTestReport report(std::optional<Error> error, std::size_t models)
    {
        ConnectionReport way;
        way.wasAsked = way.isSecure = way.sendsKey = true;
        way.name = std::chrono::microseconds(4'100);
        way.connect = std::chrono::microseconds(21'300);
        way.tls = std::chrono::microseconds(33'800);
        way.answer = std::chrono::microseconds(176'000);
        way.error = std::move(error);
        BackendTestReport report;
        report.found.hops = hopsOf(way, way.error.has_value(), false);
        report.found.error = way.error;
        if (!way.error)
            report.found.models = models;
        report.took = std::chrono::milliseconds(236);
        report.at = std::chrono::system_clock::from_time_t(1'795'600'000);
        return report;
    }

    void keep(QWidget &window, const char *name)
    {
        QTest::qWait(60);
        if (!m_folder.isEmpty())
            window.grab().save(QDir(m_folder).filePath(QLatin1String(name) + QLatin1Char('-') + QLatin1String(QTest::currentDataTag()) + QStringLiteral(".png")));
    }

    static void checkTexts(const QWidget &window)
    {
        for (const QWidget *each : window.findChildren<QWidget *>()) {
            if (!each->isVisible())
                continue;
            const auto *button = qobject_cast<const QPushButton *>(each);
            const bool isCutButton = button && button->width() < button->minimumSizeHint().width();
            const auto *label = qobject_cast<const QLabel *>(each);
            const bool isCutLabel = label && !label->wordWrap() && label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored
                && label->width() < label->minimumSizeHint().width();
            QVERIFY2(!isCutButton && !isCutLabel, qPrintable(each->objectName() + QLatin1Char(' ') + (label ? label->text() : button ? button->text() : QString())));
        }
    }

    QString m_folder;
    QTranslator m_russian;
    std::unique_ptr<FakeBackendPorts> m_ports;
    std::unique_ptr<ListingFactory> m_factory;
    std::unique_ptr<ModelDirectory> m_models;
    FakeSettingsStore m_settingsStore;
    std::unique_ptr<SettingsKeeper> m_settings;
    FakeFilePicker m_picker;
    FakeLinkOpener m_links;
};

} // namespace lineup::test

QTEST_MAIN(lineup::test::TestBackendPictures)
#include "tst_backendpictures.moc"

#include "widgets/backends/findpanel.h"

#include "widgets/common/pagescroll.h"
#include "widgets/common/textlabel.h"
#include "widgets/models/format.h"
#include "widgets/models/modelwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

FindPanel::FindPanel(Discovery &discovery, SettingsKeeper &settings, KnownCheck isKnown, QWidget *parent)
    : QWidget(parent), m_discovery(discovery), m_settings(settings), m_isKnown(std::move(isKnown)),
      m_title(new TextLabel(TypeStep::Section, ColorRole::Text, this)), m_text(new TextLabel(TypeStep::Body, ColorRole::Text2, this)),
      m_results(new QWidget), m_list(new QVBoxLayout(m_results)), m_look(new QPushButton(this)), m_back(new QPushButton(this))
{
    setObjectName(QStringLiteral("findPanel"));
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setWordWrap(true);
    m_look->setObjectName(QStringLiteral("findLook"));
    m_back->setObjectName(QStringLiteral("findBack"));
    m_look->setIcon(icon(QStringLiteral("search"), ColorRole::OnAction));
    setButtonRole(m_look, ButtonRole::Primary);
    for (QPushButton *button : {m_look, m_back})
        button->setAutoDefault(false);
    auto *scroll = new PageScroll(this);
    scroll->setWidget(m_results);
    m_list->setContentsMargins(0, 0, metrics::kSpace2, 0);
    m_list->setSpacing(metrics::kSpace2);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::kSpace2);
    foot->addStretch(1);
    foot->addWidget(m_back);
    foot->addWidget(m_look);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace4, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(scroll, 1);
    column->addLayout(foot);
    connect(m_look, &QPushButton::clicked, this, &FindPanel::allow);
    connect(m_back, &QPushButton::clicked, this, &FindPanel::cancelled);
    retranslate();
}

void FindPanel::begin()
{
    m_look->setFocus(Qt::OtherFocusReason);
    if (m_settings.values().mayLookAround)
        look();
}

void FindPanel::allow()
{
    static_cast<void>(m_settings.change([](Settings &settings) { settings.mayLookAround = true; }));
    look();
}

void FindPanel::look()
{
    if (m_waiting > 0)
        return;
    m_servers.clear();
    m_files.clear();
    m_waiting = 2;
    m_hasLooked = true;
    showFound();
    m_discovery.findServers().then(this, [this](const std::vector<FoundServer> &found) {
        m_servers = found;
        --m_waiting;
        showFound();
    });
    m_discovery.findModelFiles().then(this, [this](const std::vector<FoundModelFile> &found) {
        m_files = found;
        --m_waiting;
        showFound();
    });
}

void FindPanel::addHeading(const QString &text)
{
    auto *heading = new TextLabel(TypeStep::Control, ColorRole::Text, m_results);
    heading->setWeight(QFont::DemiBold);
    heading->setText(text);
    m_list->addWidget(heading);
}

void FindPanel::addResult(const QString &name, const QString &title, const QString &note, const QString &button, const std::function<void()> &does)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace3);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    auto *upper = new ElidedLabel(TypeStep::Body, ColorRole::Text, m_results);
    upper->setFullText(title);
    auto *lower = new ElidedLabel(TypeStep::Label, ColorRole::Text3, m_results);
    lower->setFullText(note);
    words->addWidget(upper);
    words->addWidget(lower);
    row->addLayout(words, 1);
    auto *use = new QPushButton(button, m_results);
    use->setObjectName(name);
    use->setAutoDefault(false);
    use->setEnabled(does != nullptr);
    //: for a screen reader: what a button does, and with what
    use->setAccessibleName(tr("%1: %2").arg(button, title));
    setControlSize(use, ControlSize::Small);
    row->addWidget(use);
    m_list->addLayout(row);
    if (does)
        connect(use, &QPushButton::clicked, this, does);
}

void FindPanel::showFound()
{
    const auto clear = [](QLayout *layout, const auto &self) -> void {
        while (QLayoutItem *item = layout->takeAt(0)) {
            if (item->layout())
                self(item->layout(), self);
            else if (item->widget())
                item->widget()->deleteLater();
            delete item;
        }
    };
    clear(m_list, clear);
    retranslate();
    if (!m_servers.empty())
        addHeading(tr("Servers"));
    for (const FoundServer &server : m_servers) {
        const QString software = QString::fromStdString(server.software.empty() ? server.kind : server.software);
        //: a model server: its name and version
        const QString title = server.version.empty() ? software : tr("%1 %2").arg(software, QString::fromStdString(server.version));
        QStringList notes{modelwords::hostOf(server.baseUrl), tr("%n models", nullptr, static_cast<int>(server.models.size()))};
        if (server.needsKey)
            notes << tr("wants a key");
        const bool isKnown = m_isKnown(server);
        addResult(QStringLiteral("findServer"), title, notes.join(QStringLiteral(" · ")), isKnown ? tr("Set up already") : tr("Add"),
                  isKnown ? std::function<void()>() : [this, server] { Q_EMIT serverChosen(server); });
    }
    if (!m_files.empty())
        addHeading(tr("Model files"));
    for (const FoundModelFile &file : m_files) {
        const bool isUsed = m_settings.values().engineModelPath == file.path;
        const QString size = format::bytes(static_cast<std::int64_t>(file.bytes)).text();
        addResult(QStringLiteral("findFile"), QString::fromStdString(file.name), QStringList{size, QString::fromStdString(file.path)}.join(QStringLiteral(" · ")),
                  isUsed ? tr("Used already") : tr("Use for this computer"), isUsed ? std::function<void()>() : [this, file] {
                      Q_EMIT fileChosen(file);
                      showFound();
                  });
    }
    m_list->addStretch(1);
}

void FindPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else
        QWidget::keyPressEvent(event);
}

void FindPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showFound();
}

void FindPanel::retranslate()
{
    m_title->setText(tr("On this computer"));
    m_back->setText(tr("Back"));
    m_look->setText(m_hasLooked ? tr("Look again") : tr("Look"));
    m_look->setEnabled(m_waiting == 0);
    if (!m_hasLooked)
        m_text->setText(tr("Lineup can ask the usual ports of this computer which model servers answer, and read the heads of model files in the usual folders. "
                           "Nothing leaves this computer; nothing is started or changed."));
    else if (m_waiting > 0)
        m_text->setText(tr("Looking…"));
    else
        m_text->setText(m_servers.empty() && m_files.empty() ? tr("No model server answers, and no model file was found.")
                                                             : tr("Nothing is used before you choose it."));
}

} // namespace lineup

#include "widgets/backends/addpanel.h"

#include "widgets/common/textlabel.h"
#include "widgets/models/modelwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lineup {

namespace {
constexpr std::size_t kMostProposals = 3;
}

AddPanel::AddPanel(std::vector<ProviderDescriptor> providers, QWidget *parent)
    : QWidget(parent), m_providers(std::move(providers)), m_title(new TextLabel(TypeStep::Section, ColorRole::Text, this)),
      m_keyLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)), m_key(new QLineEdit(this)),
      m_guess(new TextLabel(TypeStep::Label, ColorRole::Text2, this)), m_listLabel(new TextLabel(TypeStep::Body, ColorRole::Text2, this)),
      m_list(new QListWidget(this)), m_add(new QPushButton(this)), m_look(new QPushButton(this)), m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("addPanel"));
    m_key->setObjectName(QStringLiteral("addKey"));
    m_key->setEchoMode(QLineEdit::Password);
    m_guess->setObjectName(QStringLiteral("addGuess"));
    m_guess->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("addProviders"));
    m_add->setObjectName(QStringLiteral("addChosen"));
    m_look->setObjectName(QStringLiteral("addLook"));
    m_cancel->setObjectName(QStringLiteral("addCancel"));
    m_look->setIcon(icon(QStringLiteral("search")));
    for (QPushButton *button : {m_add, m_look, m_cancel})
        button->setAutoDefault(false);
    setButtonRole(m_add, ButtonRole::Primary);
    m_keyLabel->setBuddy(m_key);
    m_listLabel->setBuddy(m_list);
    for (std::size_t index = 0; index < m_providers.size(); ++index)
        (new QListWidgetItem(m_list))->setSizeHint({0, metrics::kFieldHeight});
    build();
    connect(m_key, &QLineEdit::textChanged, this, &AddPanel::read);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_add->click(); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_add->setEnabled(row >= 0); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_list->currentRow() >= 0)
            choose(m_providers[static_cast<std::size_t>(m_list->currentRow())].id);
    });
    connect(m_look, &QPushButton::clicked, this, &AddPanel::lookRequested);
    connect(m_cancel, &QPushButton::clicked, this, &AddPanel::cancelled);
    retranslate();
    begin();
}

void AddPanel::build()
{
    auto *proposals = new QHBoxLayout;
    proposals->setSpacing(metrics::kSpace2);
    for (std::size_t index = 0; index < kMostProposals; ++index) {
        auto *proposal = new QPushButton(this);
        proposal->setObjectName(QStringLiteral("addProposal%1").arg(index));
        proposal->setAutoDefault(false);
        proposals->addWidget(proposal);
        connect(proposal, &QPushButton::clicked, this, [this, index] { choose(m_proposed.at(index)); });
        m_proposals.push_back(proposal);
    }
    proposals->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(metrics::kSpace2);
    foot->addWidget(m_look);
    foot->addStretch(1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace4, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_title);
    column->addSpacing(metrics::kSpace2);
    column->addWidget(m_keyLabel);
    column->addWidget(m_key);
    column->addWidget(m_guess);
    column->addLayout(proposals);
    column->addSpacing(metrics::kSpace2);
    column->addWidget(m_listLabel);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
}

void AddPanel::begin()
{
    m_key->clear();
    m_list->setCurrentRow(-1);
    m_add->setEnabled(false);
    read();
    m_key->setFocus(Qt::OtherFocusReason);
}

bool AddPanel::isKnown(const std::string &kind) const
{
    return std::ranges::find(m_providers, kind, &ProviderDescriptor::id) != m_providers.end();
}

void AddPanel::choose(const std::string &kind)
{
    Secret key;
    if (auto pasted = readPastedKey(m_key->text().toStdString()))
        key = std::move(pasted->key);
    m_key->clear();
    Q_EMIT chosen(kind, key);
}

void AddPanel::read()
{
    m_proposed.clear();
    QString said = tr("Lineup tells whose it is by its shape. Nothing is sent yet.");
    ColorRole role = ColorRole::Text3;
    if (!m_key->text().trimmed().isEmpty()) {
        const auto pasted = readPastedKey(m_key->text().toStdString());
        if (!pasted) {
            said = tr("This does not look like a key: it has blanks or letters that no key has.");
            role = ColorRole::Error;
        } else {
            for (const KeyGuess &guess : pasted->guesses) {
                if (isKnown(guess.kind) && m_proposed.size() < kMostProposals)
                    m_proposed.push_back(guess.kind);
            }
            role = ColorRole::Text2;
            const bool isCertain = !pasted->guesses.empty() && pasted->guesses.front().isCertain;
            if (!m_proposed.empty())
                said = isCertain ? tr("This looks like a key of %1. Nothing was sent.").arg(QString::fromStdString(pasted->guesses.front().name))
                                 : tr("By its shape it could be a key of one of these. Nothing was sent.");
            else
                said = tr("Its shape does not say whose it is. Choose the provider below.");
        }
    }
    m_guess->setText(said);
    m_guess->setColorRole(role);
    for (std::size_t index = 0; index < m_proposals.size(); ++index) {
        const bool isUsed = index < m_proposed.size();
        m_proposals[index]->setVisible(isUsed);
        if (!isUsed)
            continue;
        const auto provider = std::ranges::find(m_providers, m_proposed[index], &ProviderDescriptor::id);
        m_proposals[index]->setText(tr("Add %1").arg(modelwords::providerName(*provider)));
        setButtonRole(m_proposals[index], index == 0 ? ButtonRole::Primary : ButtonRole::Secondary);
    }
    setButtonRole(m_add, m_proposed.empty() ? ButtonRole::Primary : ButtonRole::Secondary);
}

void AddPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelled();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_key->hasFocus() && !m_proposed.empty())
        choose(m_proposed.front());
    else
        QWidget::keyPressEvent(event);
}

void AddPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void AddPanel::retranslate()
{
    m_title->setText(tr("Add a backend"));
    m_keyLabel->setText(tr("Paste a key"));
    m_key->setAccessibleName(tr("Paste a key"));
    m_listLabel->setText(tr("Or choose the provider"));
    m_list->setAccessibleName(tr("Providers"));
    for (std::size_t index = 0; index < m_providers.size(); ++index)
        m_list->item(static_cast<int>(index))->setText(modelwords::providerName(m_providers[index]));
    m_add->setText(tr("Add"));
    m_look->setText(tr("Look on this computer…"));
    m_cancel->setText(tr("Cancel"));
    read();
}

} // namespace lineup

#include "widgets/backends/secretfield.h"

#include "widgets/common/textlabel.h"
#include "widgets/models/errorwords.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QFuture>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

SecretField::SecretField(Kind kind, KeyStore &keys, const QString &name, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_keys(keys), m_status(new TextLabel(TypeStep::Label, ColorRole::Text3, this)), m_line(new QLineEdit(this)),
      m_enter(new QPushButton(this)), m_forget(new QPushButton(this)), m_note(new TextLabel(TypeStep::Label, ColorRole::Text2, this))
{
    m_line->setObjectName(name + QStringLiteral("Line"));
    m_enter->setObjectName(name + QStringLiteral("Enter"));
    m_forget->setObjectName(name + QStringLiteral("Forget"));
    m_status->setObjectName(name + QStringLiteral("Status"));
    m_note->setObjectName(name + QStringLiteral("Said"));
    m_line->setEchoMode(QLineEdit::Password);
    m_status->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::kSpace2);
    row->addWidget(m_line, 1);
    row->addWidget(m_enter);
    row->addWidget(m_forget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace1);
    column->addLayout(row);
    column->addWidget(m_note);
    column->addWidget(m_status);
    for (QPushButton *button : {m_enter, m_forget})
        button->setAutoDefault(false);
    m_enter->setEnabled(false);
    connect(m_line, &QLineEdit::textChanged, this, &SecretField::read);
    connect(m_line, &QLineEdit::returnPressed, this, &SecretField::enter);
    connect(m_enter, &QPushButton::clicked, this, &SecretField::enter);
    connect(m_forget, &QPushButton::clicked, this, &SecretField::forget);
    retranslate();
}

void SecretField::setPlace(std::string storeName, std::string origin)
{
    if (storeName != m_storeName)
        m_line->clear();
    m_storeName = std::move(storeName);
    m_origin = std::move(origin);
}

void SecretField::setStatus(const QString &sentence, bool isSet)
{
    m_status->setText(sentence);
    m_status->setVisible(!sentence.isEmpty());
    m_forget->setVisible(isSet);
    m_enter->setText(isSet ? tr("Replace") : tr("Enter"));
    m_line->setAccessibleDescription(sentence);
}

void SecretField::setNote(const QString &note)
{
    m_note->setColorRole(ColorRole::Text2);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void SecretField::setTexts(const QString &name, const QString &placeholder)
{
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(placeholder);
}

void SecretField::showProblem(const QString &text)
{
    m_note->setColorRole(ColorRole::Error);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void SecretField::read()
{
    const QString text = m_line->text();
    m_enter->setEnabled(!text.trimmed().isEmpty());
    setNote({});
    if (m_kind != Kind::Key || text.trimmed().isEmpty())
        return;
    const auto pasted = readPastedKey(text.toStdString());
    if (!pasted)
        showProblem(tr("This does not look like a key: it has blanks or letters that no key has."));
    else
        Q_EMIT guessed(pasted->guesses);
}

void SecretField::enter()
{
    const QString text = m_line->text();
    if (text.trimmed().isEmpty())
        return;
    Secret secret(text.toStdString());
    if (m_kind == Kind::Key) {
        auto pasted = readPastedKey(text.toStdString());
        if (!pasted)
            return;
        secret = std::move(pasted->key);
    }
    m_enter->setEnabled(false);
    m_keys.write(m_storeName, StoredKey{std::move(secret), m_origin}).then(this, [this](const Result<KeyKeeping> &kept) {
        if (!kept) {
            m_enter->setEnabled(true);
            showProblem(errorWords(kept.error()).happened);
            return;
        }
        m_line->clear();
        Q_EMIT changed();
    });
}

void SecretField::forget()
{
    m_keys.remove(m_storeName).then(this, [this](const Result<void> &removed) {
        if (!removed)
            showProblem(errorWords(removed.error()).happened);
        else
            Q_EMIT changed();
    });
}

void SecretField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SecretField::retranslate()
{
    m_enter->setText(m_forget->isHidden() ? tr("Enter") : tr("Replace"));
    m_forget->setText(tr("Forget"));
}

} // namespace lineup

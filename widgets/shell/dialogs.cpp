#include "widgets/shell/dialogs.h"

#include "core/base/product.h"
#include "widgets/common/textlabel.h"
#include "widgets/shell/actions.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/metrics.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace lineup {

namespace {

struct DialogWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::DialogWords)
};

constexpr int kTextWidth = 440;
constexpr int kShortcutsWidth = 520;
constexpr int kShortcutsHeight = 560;
constexpr int kMaxShownUrl = 1500;

struct Frame {
    QDialog *dialog;
    QVBoxLayout *column;
    QHBoxLayout *buttons;
};

Frame makeFrame(QWidget *parent, const QString &name, const QString &title)
{
    auto *dialog = new QDialog(parent);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *column = new QVBoxLayout(dialog);
    column->setContentsMargins(metrics::kSpace6, metrics::kSpace6, metrics::kSpace6, metrics::kSpace4);
    column->setSpacing(metrics::kSpace3);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kSpace2);
    buttons->addStretch(1);
    return {dialog, column, buttons};
}

TextLabel *addText(const Frame &frame, TypeStep step, ColorRole role, const QString &text)
{
    auto *label = new TextLabel(step, role, frame.dialog);
    label->setText(text);
    label->setWordWrap(true);
    label->setMinimumWidth(kTextWidth);
    frame.column->addWidget(label);
    return label;
}

QPushButton *addButton(const Frame &frame, const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, frame.dialog);
    button->setObjectName(name);
    frame.buttons->addWidget(button);
    return button;
}

void finish(const Frame &frame, QPushButton *close)
{
    frame.column->addSpacing(metrics::kSpace2);
    frame.column->addLayout(frame.buttons);
    QObject::connect(close, &QPushButton::clicked, frame.dialog, &QDialog::accept);
    frame.dialog->open();
}

} // namespace

void openAbout(QWidget *parent)
{
    const Frame frame = makeFrame(parent, QStringLiteral("aboutDialog"), DialogWords::tr("About Lineup"));
    addText(frame, TypeStep::Page, ColorRole::Text, QString::fromStdString(productName()));
    addText(frame, TypeStep::Body, ColorRole::Text2, DialogWords::tr("Write a prompt once, see several language models answer side by side: text, time and cost."));
    addText(frame, TypeStep::Body, ColorRole::Text2,
            DialogWords::tr("Free software under the GNU General Public License, version 3 or later. The fonts Inter and JetBrains Mono are under the SIL Open Font "
                            "License, the Lucide icons under the ISC license."));
    addText(frame, TypeStep::Body, ColorRole::Text2, DialogWords::tr("Lineup sends what you write to the models you choose and nothing to anybody else."));
    QPushButton *close = addButton(frame, QStringLiteral("aboutClose"), DialogWords::tr("Close"));
    close->setDefault(true);
    finish(frame, close);
}

void openShortcuts(QWidget *parent, const Actions &actions)
{
    const Frame frame = makeFrame(parent, QStringLiteral("shortcutsDialog"), DialogWords::tr("Keyboard Shortcuts"));
    auto *table = new QTableWidget(frame.dialog);
    table->setObjectName(QStringLiteral("shortcutsTable"));
    table->setAccessibleName(DialogWords::tr("Keyboard shortcuts"));
    table->setColumnCount(2);
    table->setHorizontalHeaderLabels({DialogWords::tr("Does"), DialogWords::tr("Keys")});
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (const QAction *action : actions.all()) {
        if (action->shortcut().isEmpty())
            continue;
        QString text = action->text();
        text.remove(QLatin1Char('&'));
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(text));
        table->setItem(row, 1, new QTableWidgetItem(action->shortcut().toString(QKeySequence::NativeText)));
    }
    frame.column->addWidget(table, 1);
    frame.dialog->resize(kShortcutsWidth, kShortcutsHeight);
    QPushButton *close = addButton(frame, QStringLiteral("shortcutsClose"), DialogWords::tr("Close"));
    close->setDefault(true);
    finish(frame, close);
}

void openLinkQuestion(QWidget *parent, const QString &url, LinkOpener &opener)
{
    const QUrl target(url);
    const Frame frame = makeFrame(parent, QStringLiteral("linkDialog"), DialogWords::tr("Open a Link"));
    const QString host = QUrl::toAce(target.host()).isEmpty() ? target.path() : QString::fromLatin1(QUrl::toAce(target.host()));
    addText(frame, TypeStep::Section, ColorRole::Text,
            target.scheme() == QLatin1String("mailto") ? DialogWords::tr("Write to %1?").arg(target.path().left(kMaxShownUrl)) : DialogWords::tr("Open a page of %1?").arg(host));
    addText(frame, TypeStep::Body, ColorRole::Text2, DialogWords::tr("A model wrote this link; Lineup does not know what is behind it."));
    const QString whole = QString::fromLatin1(target.toEncoded());
    addText(frame, TypeStep::Code, ColorRole::Text, whole.left(kMaxShownUrl))->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QPushButton *copy = addButton(frame, QStringLiteral("linkCopy"), DialogWords::tr("Copy"));
    QPushButton *cancel = addButton(frame, QStringLiteral("linkCancel"), DialogWords::tr("Cancel"));
    QPushButton *open = addButton(frame, QStringLiteral("linkOpen"), DialogWords::tr("Open"));
    cancel->setDefault(true);
    open->setAutoDefault(false);
    copy->setAutoDefault(false);
    QObject::connect(copy, &QPushButton::clicked, frame.dialog, [whole] { QGuiApplication::clipboard()->setText(whole); });
    QObject::connect(open, &QPushButton::clicked, frame.dialog, [dialog = frame.dialog, whole, &opener] {
        opener.open(whole.toStdString());
        dialog->accept();
    });
    finish(frame, cancel);
}

} // namespace lineup

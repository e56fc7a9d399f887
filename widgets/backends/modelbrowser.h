#pragma once

#include "widgets/models/modeldirectory.h"

#include <QWidget>

#include <string>
#include <vector>

class QHBoxLayout;
class QKeyEvent;
class QLineEdit;
class QListView;
class QPushButton;

namespace lineup {

class ElidedLabel;
class ModelRows;
class TextLabel;

/// The models of some backends in a list with a search above it, and below it what is known of the one under the cursor and who
/// says so. What is typed searches; the arrow keys walk, Enter takes.
class ModelBrowser : public QWidget {
    Q_OBJECT
public:
    /// Whether a row is there to be taken, or only to be looked at.
    enum class Purpose { Choose, Look };

    /// `directory` outlives the browser; `localModel` names the engine's own model.
    ModelBrowser(Purpose purpose, ModelDirectory &directory, QString localModel, QWidget *parent);

    /// Shows other places and asks for the lists that are missing; the place `current` stands first. `typed` is searched for.
    void setPlaces(std::vector<ModelPlace> places, const BackendRef &current, const std::string &currentModel, const QString &typed = {});
    void focusSearch(Qt::FocusReason reason);
    /// Stands at the end of the line below the list; the browser owns it.
    void addFootButton(QPushButton *button);

Q_SIGNALS:
    void chosen(const lineup::BackendRef &ref, const std::string &model);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildList();
    void retranslate();
    void search(const QString &text);
    void choose(const QModelIndex &index);
    bool handleSearchKey(QKeyEvent *event);
    bool handleListKey(QKeyEvent *event);
    void showCount();
    void showDetail();
    /// After the rows were made anew: the row that had the cursor, else the best one.
    void restoreCursor();

    Purpose m_purpose;
    QLineEdit *m_search;
    ModelRows *m_rows;
    QListView *m_list;
    ElidedLabel *m_detail;
    TextLabel *m_count;
    QPushButton *m_refresh;
    QHBoxLayout *m_foot;
    BackendRef m_cursorRef; ///< where the cursor was
    std::string m_cursorModel;
    bool m_hasCursor = false; ///< a person moved the cursor since the last search
};

/// A small button without a frame, as it stands below a list.
QPushButton *makeFootButton(const QString &name, QWidget *parent);

} // namespace lineup

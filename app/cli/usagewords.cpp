#include "app/cli/usagewords.h"

#include <QCoreApplication>

namespace lineup {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UsageWords)
};

/// A name that somebody typed, with nothing in it that could steer a terminal.
QString shown(const std::string &name)
{
    QString text = QString::fromStdString(name);
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control)
            character = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

QString happened(const UsageError &error)
{
    using Problem = UsageError::Problem;
    const QString name = shown(error.name);
    switch (error.problem) {
    case Problem::UnknownCommand: return Words::tr("There is no command “%1”.").arg(name);
    case Problem::UnknownOption: return Words::tr("There is no option “%1” here.").arg(name);
    case Problem::UnexpectedArgument: return Words::tr("The argument “%1” has no place here.").arg(name);
    case Problem::MissingValue: return Words::tr("The option %1 needs a value.").arg(name);
    //: %1 = words of the command line, such as "backends add"
    case Problem::MissingArgument: return Words::tr("“lineup %1” needs a name behind it.").arg(name);
    case Problem::UnexpectedValue: return Words::tr("The option %1 takes no value.").arg(name);
    case Problem::GivenTwice: return Words::tr("The option %1 is given twice.").arg(name);
    case Problem::BadValue: return Words::tr("The value of %1 must be %2.").arg(name, shown(error.suggestion));
    case Problem::NotUtf8:
        return error.name.empty() ? Words::tr("An option is not text in UTF-8.") : Words::tr("The value of %1 is not text in UTF-8.").arg(name);
    case Problem::KeyInArgument: break;
    }
    return {};
}

} // namespace

ErrorWords usageWords(const UsageError &error)
{
    if (error.problem == UsageError::Problem::KeyInArgument) {
        Error key;
        key.code = ErrorCode::BadInput;
        key.providerCode = "key-in-argument";
        return errorWords(key);
    }
    const bool hasNearName = !error.suggestion.empty() && error.problem != UsageError::Problem::BadValue;
    const QString help = error.command.empty() ? QStringLiteral("lineup --help") : QStringLiteral("lineup help ") + QString::fromStdString(error.command);
    return {happened(error), hasNearName ? Words::tr("Did you mean “%1”? All of them: %2.").arg(shown(error.suggestion), help) : Words::tr("How it goes: %1.").arg(help)};
}

} // namespace lineup

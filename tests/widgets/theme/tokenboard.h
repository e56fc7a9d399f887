#pragma once

#include <QWidget>

#include <memory>

namespace lineup::test {

/// A page with the palette, the marks, the type steps and the controls in the application's theme, for the eye.
std::unique_ptr<QWidget> makeTokenBoard();

} // namespace lineup::test

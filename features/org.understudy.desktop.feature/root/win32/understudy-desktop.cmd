@echo off
rem SPDX-License-Identifier: EPL-2.0
rem SPDX-FileCopyrightText: 2026 Understudy contributors
setlocal
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%here%jre\bin\java.exe" set "java=%here%jre\bin\java"
set "state=%LOCALAPPDATA%\Understudy"
for %%f in ("%here%plugins\org.eclipse.equinox.launcher_*.jar") do set "launcher=%%f"
"%java%" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar "%launcher%" -configuration "%state%\desktop" -data "%state%\workspace" %*

using System.Runtime.CompilerServices;

namespace ServerSessions.Tests.Support;

/// <summary>Applications of tests do not watch their settings' files: a system lets a user watch only 128 at a time (inotify), and many applications run side by side.</summary>
internal static class NoFileWatchers
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
}

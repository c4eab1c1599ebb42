namespace ServerSessions.Tests.Support;

/// <summary>The repository that the tests were built in.</summary>
internal static class SourceTree
{
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ServerSessions.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} holds ServerSessions.sln; run the tests from a build inside the repository.");
    }
}

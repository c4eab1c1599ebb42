namespace ServerSessions.Cli.Commands;

/// <summary>Files of the command line, looked at before any work begins.</summary>
internal static class FileArgument
{
    /// <exception cref="UsageException">There is no such file, or it is a folder.</exception>
    public static string Readable(string name, string role)
    {
        if (Directory.Exists(name))
            throw new UsageException($"The {role} '{name}' is a folder. Name the files in it.");
        return File.Exists(name) ? name : throw new UsageException($"The {role} '{name}' is not there.");
    }

    /// <exception cref="UsageException">The folder to write into is not there, or the name is a folder's.</exception>
    public static string Writable(string name, string role)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(name));
        if (Directory.Exists(name) || folder is null)
            throw new UsageException($"The {role} '{name}' is a folder. Name a file.");
        return Directory.Exists(folder) ? name : throw new UsageException($"The {role} '{name}' cannot be written: there is no folder '{folder}'.");
    }
}

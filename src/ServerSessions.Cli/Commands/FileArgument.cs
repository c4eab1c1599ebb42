using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Commands;

/// <summary>Files of the command line, checked before any work begins.</summary>
internal static class FileArgument
{
    /// <exception cref="UsageException">There is no such file, or it is a folder.</exception>
    public static string Readable(string name, string role)
    {
        if (Directory.Exists(name))
            throw new UsageException($"The {role} '{name}' is a folder. Name the files in it.");
        return File.Exists(name) ? name : throw new UsageException($"The {role} '{name}' is not there.");
    }

    /// <summary>A file, or standard input, which can be read only once.</summary>
    /// <exception cref="UsageException">There is no such file, it is a folder, or standard input is named twice.</exception>
    public static string Once(string name, string role, IReadOnlyCollection<string> earlier)
    {
        if (name != LogFile.StandardInput)
            return Readable(name, role);
        return earlier.Contains(name) ? throw new UsageException("Standard input (-) can be read only once.") : name;
    }

    /// <summary>Bytes of files; 0 when standard input is among them, whose size is not known.</summary>
    public static long Length(IReadOnlyList<string> files) => files.Contains(LogFile.StandardInput) ? 0 : files.Sum(file => new FileInfo(file).Length);

    /// <exception cref="UsageException">The folder to write into is not there, or the name is a folder's.</exception>
    public static string Writable(string name, string role)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(name));
        if (Directory.Exists(name) || folder is null)
            throw new UsageException($"The {role} '{name}' is a folder. Name a file.");
        return Directory.Exists(folder) ? name : throw new UsageException($"The {role} '{name}' cannot be written: there is no folder '{folder}'.");
    }
}

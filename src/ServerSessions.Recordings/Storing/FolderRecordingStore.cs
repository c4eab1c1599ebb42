using System.Globalization;

namespace ServerSessions.Recordings.Storing;

/// <summary>Chunks as files: a folder for each recording. On Unix, only the user of the process can read them.</summary>
internal sealed class FolderRecordingStore(string folder, bool isShared) : IRecordingStore
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public bool IsShared => isShared;

    public async ValueTask AddAsync(string recording, int number, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var of = PathOf(recording);
        Create(of);
        var path = Path.Combine(of, FileOf(number));
        // A chunk is there whole or not at all.
        var draft = path + ".tmp";
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            await file.WriteAsync(data, cancellationToken);
        File.Move(draft, path, overwrite: true);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string recording, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(PathOf(recording), FileOf(number)), cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public ValueTask DeleteAsync(string recording, CancellationToken cancellationToken)
    {
        Delete(PathOf(recording));
        return default;
    }

    public ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var deleted = 0;
        if (!Directory.Exists(folder))
            return new(0);
        foreach (var of in Directory.EnumerateDirectories(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!RecordingIds.IsId(Path.GetFileName(of)) || Directory.GetLastWriteTimeUtc(of) >= time.UtcDateTime)
                continue;
            Delete(of);
            deleted++;
        }

        return new(deleted);
    }

    private string PathOf(string recording) => Path.Combine(folder, RecordingIds.Checked(recording));

    private static string FileOf(int number) => number.ToString("D6", CultureInfo.InvariantCulture) + ".bin";

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Private);
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another node was faster, or nothing was ever stored.
        }
    }
}

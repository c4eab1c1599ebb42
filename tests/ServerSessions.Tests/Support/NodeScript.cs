using System.Diagnostics;

namespace ServerSessions.Tests.Support;

/// <summary>Runs a script of tests/ServerSessions.Tests/Interop with Node.</summary>
internal static class NodeScript
{
    public static async Task<string[]> RunAsync(string script, IEnumerable<string> lines)
    {
        var folder = Folder();
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            $"The packages of the interop test are missing: run 'npm ci' in {Path.Combine("tests", "ServerSessions.Tests", "Interop")}.");
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        foreach (var line in lines)
            await node.StandardInput.WriteLineAsync(line);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"{script} ended with {node.ExitCode}: {await error}");
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "ServerSessions.Tests", "Interop");
            if (File.Exists(Path.Combine(folder, "package.json")))
                return folder;
        }
        throw new InvalidOperationException($"tests/ServerSessions.Tests/Interop is in no folder above {AppContext.BaseDirectory}.");
    }
}

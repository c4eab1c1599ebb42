using System.Runtime.InteropServices;

namespace ServerSessions.Benchmarks.Running;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static void Print()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, {Processor()}, {memory:0.0} GiB, {System()}, {RuntimeInformation.FrameworkDescription}, "
            + $"{(global::System.Runtime.GCSettings.IsServerGC ? "server" : "workstation")} GC, load average {LoadAverage()}");
#if DEBUG
        Console.WriteLine("This is a Debug build: run it with -c Release.");
#endif
    }

    /// <summary>Processes that want to run, over 1, 5 and 15 minutes: what others took of the machine.</summary>
    public static string LoadAverage() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static string Processor() => Line("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string System() => Line("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string? Line(string file, string name, char separator) => !File.Exists(file)
        ? null
        : File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim();
}

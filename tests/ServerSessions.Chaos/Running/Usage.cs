namespace ServerSessions.Chaos.Running;

internal static class Usage
{
    public static int Print(IEnumerable<IPromise> promises, string? fault = null)
    {
        if (fault is not null)
            Console.Error.WriteLine(fault);
        Console.Error.WriteLine("Usage: ServerSessions.Chaos PROMISE [--seed NUMBER] [--cluster] [--short] [--resp2] [--sabotage lose|double|reorder]");
        foreach (var promise in promises)
            Console.Error.WriteLine($"  {promise.Name,-4} {promise.Says}");
        Console.Error.WriteLine("  all  every promise, one after another");
        return 2;
    }
}

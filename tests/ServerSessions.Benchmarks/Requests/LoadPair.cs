namespace ServerSessions.Benchmarks.Requests;

/// <summary>A load on the bare app and one on another, one right after the other.</summary>
internal sealed record LoadPair(LoadRun Bare, LoadRun Other)
{
    public double Ratio => Other.Result.PerSecond / Bare.Result.PerSecond;
    public double P99Ratio => Other.Result.P99 / Bare.Result.P99;
    public double Bytes => Other.Bytes - Bare.Bytes;
    public double CpuMicros => Other.CpuMicros - Bare.CpuMicros;
    public long Failed => Bare.Result.Failed + Other.Result.Failed;
}

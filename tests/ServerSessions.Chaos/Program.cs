using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Promises;
using ServerSessions.Chaos.Running;

IPromise[] promises =
[
    new NeverWaits(), new BoundedMemory(), new EveryLossCounted(), new NothingLost(), new ClusterFailover(), new Resharding(),
    new Takeover(), new FullServer(), new Flood(), new HostileBytes(), new EveryAlertArrives(), new ErasedUnderFaults(), new AlertFlood(), new Soak(),
];

try
{
    return args switch
    {
        ["--child", var settings] => await ChildProgram.RunAsync(settings),
        ["all", .. var rest] => await AllRun.RunAsync(promises, ChaosOptions.Parse(rest)),
        [var name, .. var rest] when promises.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } chosen =>
            (await PromiseRun.RunAsync(chosen, ChaosOptions.Parse(rest))).Held ? 0 : 1,
        _ => Usage.Print(promises),
    };
}
catch (ArgumentException fault)
{
    return Usage.Print(promises, fault.Message);
}

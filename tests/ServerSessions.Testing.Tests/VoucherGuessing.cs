using ServerSessions;
using ServerSessions.Detection;

namespace Shop.Tests;

/// <summary>A rule as an application writes it: a session that tries many vouchers within ten minutes.</summary>
public sealed class VoucherGuessing(int limit = 5) : ISessionDetector
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public DetectorInfo Info { get; } = new()
    {
        Id = "VOUCHER",
        Name = "voucher guessing",
        Summary = "One session tries many vouchers that do not exist.",
        Subjects = [ActorKind.Session],
        Mode = DetectionMode.Alert,
    };

    public bool Concerns(DetectorContext context) => context.Step == "POST /voucher" && context.Outcome == Outcome.Missing;

    public void Observe(DetectorContext context)
    {
        context.Memory.ForgetBefore(context.Now - Window);
        context.Memory.Add(context.Mark());
        var tries = context.Memory.Marks;
        if (tries.Count >= limit)
            context.Raise(Severity.Medium, $"{tries.Count} vouchers were tried that do not exist.", tries, new Measure("vouchers tried", tries.Count, limit));
    }
}

namespace ServerSessions.Tests.Support;

internal static class SampleAlert
{
    public static Alert Of(string id = "al_1", Severity severity = Severity.High, string rule = "D1", string? reason = null)
    {
        var time = new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);
        return new Alert
        {
            Id = id,
            Finding = new Finding
            {
                Rule = rule,
                Name = "credential stuffing",
                Severity = severity,
                Subject = new Subject(ActorKind.Source, "00112233445566778899aabbccddeeff"),
                First = time,
                Raised = time.AddMinutes(2),
                Last = time.AddMinutes(3),
                Count = 31,
                Reason = reason ?? "31 accounts were tried from one source in 3 minutes; 30 failed.",
                Measures = [new Measure("accounts", 31, 10)],
                Evidence = [new Evidence(time, null, "POST /login", Outcome.Denied, "account 0011")],
                References = ["OWASP OAT-008"],
            },
        };
    }
}

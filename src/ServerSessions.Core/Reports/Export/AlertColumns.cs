namespace ServerSessions.Reports.Export;

/// <summary>An alert as a line of CSV.</summary>
internal static class AlertColumns
{
    public const string Header = "id,rule,severity,previousSeverity,state,subjectKind,subject,raised,last,evidence,reason\r\n";

    public static string Row(Alert alert) => new CsvRow()
        .Add(alert.Id).Add(alert.Finding.Rule).Add(alert.Finding.Severity.ToString().ToLowerInvariant())
        .Add(alert.Finding.PreviousSeverity?.ToString().ToLowerInvariant()).Add(alert.State.ToString().ToLowerInvariant())
        .Add(alert.Finding.Subject.Kind.ToString().ToLowerInvariant()).Add(alert.Finding.Subject.Hash).Add(alert.Finding.Raised).Add(alert.Finding.Last)
        .Add(alert.Finding.Count).Add(alert.Finding.Reason).Take();
}

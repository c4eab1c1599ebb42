using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>The tip after the third declined payment, as the sample's nudge "payment-help": one visitor in ten never sees it, and one in twenty no nudge at all.</summary>
internal static class ShopTip
{
    private const int Declined = 3;
    private const string Name = NudgeExperiments.Prefix + "payment-help";
    private const string Text = "<p>Payments can fail when a bank asks for a confirmation in its app. Another card often works; your cart stays as it is.</p>";

    /// <summary>The variants of a visitor at the moment at which the tip is due, and its text where it is shown; null at any other moment.</summary>
    public static (IReadOnlyList<(string Experiment, string Variant)> Evaluated, string Text)? DueAt(ShopVisitor visitor)
    {
        if (visitor.Declined != Declined)
            return null;
        visitor.Declined = 0;
        if (visitor.Number % 20 == 7)
            return ([(NudgeExperiments.Global, NudgeExperiments.Holdout)], "");
        var isShown = visitor.Number % 10 != 3;
        return (
            [(NudgeExperiments.Global, NudgeExperiments.Shown), (Name, isShown ? NudgeExperiments.Shown : NudgeExperiments.Holdout)], isShown ? Text : "");
    }
}

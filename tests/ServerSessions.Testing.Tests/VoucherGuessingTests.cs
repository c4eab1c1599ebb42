using ServerSessions;
using ServerSessions.Testing;

namespace Shop.Tests;

/// <summary>What docs/testing.md shows of the harness.</summary>
public class VoucherGuessingTests
{
    [Fact]
    public void Five_wrong_vouchers_within_ten_minutes_are_guessing()
    {
        var harness = new DetectorHarness(new VoucherGuessing());
        var session = harness.Session("anna").Get("/cart");
        for (var i = 0; i < 5; i++)
            session.After(TimeSpan.FromSeconds(30)).Post("/voucher", Outcome.Missing);

        var finding = Assert.Single(harness.Findings);
        Assert.Equal("5 vouchers were tried that do not exist.", finding.Reason);
        Assert.Equal(session.Id.ToString(), finding.Subject.Hash);
    }

    [Fact]
    public void Wrong_vouchers_that_are_far_apart_are_not()
    {
        var harness = new DetectorHarness(new VoucherGuessing());
        for (var i = 0; i < 20; i++)
            harness.Session("anna").Post("/voucher", Outcome.Missing).After(TimeSpan.FromMinutes(3));
        Assert.Empty(harness.Findings);
    }

    [Fact]
    public void Each_session_has_a_memory_of_its_own()
    {
        var harness = new DetectorHarness(new VoucherGuessing(limit: 3));
        for (var i = 0; i < 12; i++)
            harness.Session($"visitor {i % 6}").Post("/voucher", Outcome.Missing).After(TimeSpan.FromSeconds(1));
        Assert.Empty(harness.Findings);
    }
}

using ServerSessions.Model;
using ServerSessions.Personalization;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>Likely next steps are what people did, each person once and each network a little.</summary>
public sealed class TransitionTableTests
{
    private readonly StepPeople _people = new(["product."]);
    private int _visitors;

    [Fact]
    public void Likely_steps_have_support_and_a_stand_in_says_that_it_is_one()
    {
        People(30, "a", "b");
        People(10, "a", "c");
        People(50, "a", "GET (unmatched)");
        People(4, "a", "rare");
        People(10, "a");
        People(15, "b", "d");
        People(40, "c", "d");

        var table = Table();

        // 104 people took a; what fewer than five did is no recommendation.
        Assert.Equal(
            [new("b", Math.Round(30d / 104, 4), 30, LikelyStepSource.Transitions), new("c", Math.Round(10d / 104, 4), 10, LikelyStepSource.Transitions)], table.Next("a"));
        var fallback = table.Next("rare");
        Assert.All(fallback, s => Assert.Equal(LikelyStepSource.MostVisited, s.Source));
        Assert.Equal(["a", "d", "c", "b"], fallback.Select(s => s.Step));
        Assert.Equal((Math.Round(104d / 159, 4), 104), (fallback[0].Share, fallback[0].Support));
        Assert.Empty(TransitionTable.Empty.Next("a"));
    }

    [Fact]
    public void One_account_counts_once_however_often_it_signs_in_and_from_wherever()
    {
        for (var i = 0; i < 12; i++)
            _people.Add(ClosedJourneys.Of(i, i, "/", "/learn-light").By(7) with { Network = Network(i) });
        People(20, "/", "/shop");

        Assert.Equal([new("/shop", Math.Round(20d / 21, 4), 20, LikelyStepSource.Transitions)], Table().Next("/"));
    }

    [Fact]
    public void A_person_who_did_several_things_next_is_in_the_share_of_each()
    {
        for (var i = 0; i < 20; i++)
            _people.Add(ClosedJourneys.Of(i, i, "/", "/shop", "/", "/help").By(i));

        Assert.Equal([("/help", 1d, 20L), ("/shop", 1d, 20L)], Table().Next("/").Select(s => (s.Step, s.Share, s.Support)));
    }

    [Fact]
    public void Many_fresh_cookies_of_one_network_name_no_step()
    {
        for (var i = 0; i < 60; i++)
            _people.Add(Visitor("/", "/spam") with { Network = Network(0) });
        for (var i = 0; i < 30; i++)
            _people.Add(Visitor("/", "/honest") with { Network = Network(i + 1) });

        Assert.Equal([new("/honest", Math.Round(30d / 34, 4), 30, LikelyStepSource.Transitions)], Table().Next("/"));
        Assert.DoesNotContain("/spam", Table().Next("/elsewhere").Select(s => s.Step));
    }

    [Fact]
    public void Of_one_network_few_sessions_are_looked_at_so_that_they_take_no_places_of_others()
    {
        var looked = Enumerable.Range(0, 3_000).Count(_ => _people.Add(Visitor("/", "/spam") with { Network = Network(0) }));

        Assert.Equal(StepPeople.MaxVisitorsPerNetwork * StepPeople.MaxSessionsPerPerson, looked);
        Assert.True(_people.Add(Visitor("/", "/honest") with { Network = Network(1) }));
    }

    [Fact]
    public void A_browser_that_moves_through_networks_is_one_person()
    {
        for (var i = 0; i < 6; i++)
            _people.Add(Visitor("/", "/rare") with { Key = new Pseudonym(9, 9), Network = Network(i) });
        for (var i = 0; i < 30; i++)
            _people.Add(Visitor("/", "/honest") with { Network = Network(i + 10) });

        Assert.Equal([new("/honest", Math.Round(30d / 31, 4), 30, LikelyStepSource.Transitions)], Table().Next("/"));
    }

    [Fact]
    public void People_of_one_network_who_are_signed_in_count_each()
    {
        for (var i = 0; i < 25; i++)
            _people.Add(ClosedJourneys.Of(i, i, "/", "/report").By(i) with { Network = Network(0) });

        Assert.Equal(25, Assert.Single(Table().Next("/")).Support);
    }

    [Fact]
    public void A_user_who_does_not_allow_analytics_counts_as_a_visitor_of_the_network()
    {
        for (var i = 0; i < 25; i++)
            _people.Add(ClosedJourneys.Of(i, i, "/", "/report").By(i) with { Network = Network(0), LacksAnalytics = true });

        Assert.Empty(Table().Next("/"));
    }

    [Fact]
    public void The_next_item_is_the_next_other_one_whatever_was_done_between()
    {
        People(12, "home", "product", "product.mug", "product.tin", "product.lamp");
        People(7, "product", "product.mug", "category", "help", "product", "product.lamp", "cart");
        People(4, "product", "product.mug", "product.tray");
        People(10, "product", "product.mug", "cart.add", "product", "product.mug");

        // Four people are too few, the third item after it is not the next one, and no item is next to itself.
        Assert.Equal([("product.tin", 12L), ("product.lamp", 7L)], Table().NextItems("product.mug").Select(n => (n.Step, n.Support)));
        Assert.Equal(Math.Round(12d / 33, 4), Table().NextItems("product.mug")[0].Share);
        Assert.Empty(Table().NextItems("product"));
        Assert.Empty(TransitionTable.Empty.NextItems("product.mug"));
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(20, 1)]
    public void Nothing_stands_in_for_next_items_while_few_people_came_to_the_item(int people, int expected)
    {
        People(people, "product.mug", "product.tin");
        Assert.Equal(expected, Table().NextItems("product.mug").Count);
    }

    [Fact]
    public void Many_fresh_cookies_of_one_network_name_no_item()
    {
        for (var i = 0; i < 60; i++)
            _people.Add(Visitor("product.mug", "category", "product.spam") with { Network = Network(0) });
        for (var i = 0; i < 30; i++)
            _people.Add(Visitor("product.mug", "category", "product.tin") with { Network = Network(i + 1) });

        Assert.Equal([new("product.tin", Math.Round(30d / 34, 4), 30, LikelyStepSource.Transitions)], Table().NextItems("product.mug"));
    }

    private TransitionTable Table() => new(_people, minimumSupport: 20, EndpointCatalog.Empty);

    private Journey Visitor(params string[] steps) => ClosedJourneys.Of(_visitors, _visitors++, steps);

    private void People(int count, params string[] steps)
    {
        for (var i = 0; i < count; i++)
            _people.Add(Visitor(steps));
    }

    private static string Network(int number) => number.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}

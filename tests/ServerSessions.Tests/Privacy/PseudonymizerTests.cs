using System.Net;
using System.Text;
using ServerSessions.Privacy;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Privacy;

public class PseudonymizerTests
{
    private static readonly KeyRing Keys = new([new SessionKey { Id = "1", Secret = Convert.ToBase64String(new byte[32]) }]);
    private static readonly Pseudonymizer Pseudonyms = new(Keys);

    [Fact]
    public void The_same_text_is_another_pseudonym_for_every_purpose()
    {
        const string Text = "alice";
        var bytes = Encoding.UTF8.GetBytes(Text);
        ulong[] highs =
        [
            Pseudonyms.Session(Keys.Current, bytes).High, Pseudonyms.AuthSession(Text).Pseudonym.High, Pseudonyms.User(Text).High,
            Pseudonyms.Account(Text).High, Pseudonyms.Agent(Text), Pseudonyms.Values(bytes), Pseudonyms.Daily(new byte[16], Text, null, null).High,
        ];
        Assert.Equal(highs.Length, highs.Distinct().Count());
    }

    [Fact]
    public void Another_secret_gives_other_pseudonyms_and_the_same_gives_the_same()
    {
        var other = new Pseudonymizer(new KeyRing([new SessionKey { Id = "1", Secret = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]) }]));
        var same = new Pseudonymizer(new KeyRing([new SessionKey { Id = "2", Secret = Convert.ToBase64String(new byte[32]) }]));
        Assert.NotEqual(Pseudonyms.User("alice"), other.User("alice"));
        Assert.Equal(Pseudonyms.User("alice"), same.User("alice"));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.254", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    [InlineData("2001:db8:1::1", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.9", true)]
    [InlineData("10.0.0.1", "a00::1", false)]
    public void A_network_is_the_first_24_bits_of_IPv4_and_48_of_IPv6(string left, string right, bool same) =>
        Assert.Equal(same, Pseudonyms.Network(IPAddress.Parse(left)) == Pseudonyms.Network(IPAddress.Parse(right)));

    [Fact]
    public void No_address_is_no_network() => Assert.Equal(0UL, Pseudonyms.Network(null));

    [Fact]
    public void Networks_that_share_a_slot_of_the_cache_are_distinguished()
    {
        var hashes = Enumerable.Range(0, 20_000).Select(i => Pseudonyms.Network(new IPAddress([10, (byte)(i >> 8), (byte)i, 1]))).ToList();
        Assert.Equal(20_000, hashes.Distinct().Count());
        Assert.Equal(hashes[7], Pseudonyms.Network(IPAddress.Parse("10.0.7.99")));
    }

    [Fact]
    public void Accounts_are_compared_as_people_type_them() =>
        Assert.Equal(Pseudonyms.Account("alice@example.com"), Pseudonyms.Account("  Alice@Example.COM "));

    [Fact]
    public void A_user_is_found_under_every_key_that_is_read_and_written_under_the_first()
    {
        var both = new Pseudonymizer(new KeyRing(
        [
            new SessionKey { Id = "new", Secret = Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]) },
            new SessionKey { Id = "old", Secret = Convert.ToBase64String(new byte[32]) },
        ]));
        Assert.Equal([both.User("alice"), Pseudonyms.User("alice")], both.UserUnderEveryKey("alice"));
    }

    [Fact]
    public void A_ticket_keeps_its_pseudonym_through_every_rotation_while_its_key_is_read()
    {
        var first = new Pseudonymizer(new KeyRing([TestKeys.Old]));
        var ticket = first.NewTicket();
        SessionKey[][] lists = [[TestKeys.Old, TestKeys.New], [TestKeys.New, TestKeys.Old], [TestKeys.Newest, TestKeys.New, TestKeys.Old]];
        Assert.All(lists, keys => Assert.Equal(first.Ticket(ticket), new Pseudonymizer(new KeyRing(keys)).Ticket(ticket)));
        Assert.NotEqual(first.Ticket(ticket), new Pseudonymizer(new KeyRing([TestKeys.New])).Ticket(ticket));
    }

    [Fact]
    public void Two_issuers_with_the_same_subject_are_two_users()
    {
        Pseudonym[] users = [.. ((string?[])[null, "https://one", "https://two"]).Select(issuer => Pseudonyms.User(new UserName("alice", issuer)).Pseudonym)];
        Assert.Equal(3, users.Distinct().Count());
        Assert.Equal(users, ((string?[])[null, "https://one", "https://two"]).Select(issuer => Pseudonyms.UserUnderEveryKey("alice", issuer).Single()));
        Assert.Equal(users[0], Pseudonyms.User(new UserName("alice", "LOCAL AUTHORITY")).Pseudonym);
    }

    [Theory]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("", "x", "x", "")]
    public void Issuer_and_id_are_not_run_together(string issuer, string id, string otherIssuer, string otherId) =>
        Assert.NotEqual(new UserName(id, issuer).Text, new UserName(otherId, otherIssuer).Text);

    [Fact]
    public void No_id_of_the_application_can_stand_for_a_user_of_an_issuer()
    {
        var foreign = new UserName("alice", "https://idp").Text;
        Assert.NotEqual(foreign, new UserName(foreign, null).Text);
    }

    [Fact]
    public void A_name_that_was_computed_before_the_key_of_identities_was_read_is_computed_anew_once()
    {
        var keys = new KeyRing([TestKeys.New]);
        var (pseudonyms, old) = (new Pseudonymizer(keys), new Pseudonymizer(new KeyRing([TestKeys.Old])));
        var user = new UserName("alice", "https://idp");
        Assert.NotEqual(old.User(user), pseudonyms.User(user));
        Assert.True(keys.Use(new KeyRing([TestKeys.Old]).Identity));
        Assert.False(keys.Use(new KeyRing([TestKeys.Old]).Identity));
        Assert.Equal(old.User(user).Pseudonym, pseudonyms.User(user).Pseudonym);
        pseudonyms.AuthSession(user);
        pseudonyms.TokenClient(user, "an agent");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            pseudonyms.User(user);
            pseudonyms.AuthSession(user);
            pseudonyms.TokenClient(user, "an agent");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("alice", null, "an agent")]
    [InlineData("alice", "https://idp", "an agent")]
    [InlineData("alice", "https://idp", "")]
    [InlineData("alice", "https://idp", null)]
    public void A_session_of_an_issuer_and_a_client_of_its_tokens_have_the_pseudonym_of_their_text_whatever_its_length(string id, string? issuer, string? agent)
    {
        agent ??= new string('a', 300);
        var name = new UserName(id, issuer);
        Assert.Equal(Pseudonyms.AuthSession(name.Text), Pseudonyms.AuthSession(name));
        Assert.Equal(Pseudonyms.AuthSession($"{name.Text}\n{agent}"), Pseudonyms.TokenClient(name, agent));
        Assert.Equal(Pseudonyms.AuthSession($"{name.Text}\n{agent}"), Pseudonyms.TokenClient(name, agent));
    }

    [Theory]
    [InlineData("alice", null)]
    [InlineData("alice", "https://idp")]
    [InlineData("\u0001alice", null)]
    [InlineData("", "https://idp")]
    public void The_text_of_a_look_up_is_the_text_of_the_name(string id, string? issuer)
    {
        var name = new UserName(id, issuer);
        Assert.Equal(name.Text, name.Write(stackalloc char[256]).ToString());
        Assert.True(new UserName(id, new string('i', 256)).Write(stackalloc char[256]).IsEmpty);
    }

    [Fact]
    public void Without_a_configured_secret_one_is_drawn_for_the_process()
    {
        Assert.True(new KeyRing([]).IsTransient);
        Assert.NotEqual(new Pseudonymizer(new KeyRing([])).User("alice"), new Pseudonymizer(new KeyRing([])).User("alice"));
    }
}

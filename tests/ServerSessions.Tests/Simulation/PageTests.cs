using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Tests.Simulation;

public sealed class PageTests
{
    private const string Html = """
        <form action="/search"><input type="hidden" name="wrong" value="1"></form>
        <form class="buy" method="post" action="/cart/items"><input type="hidden" name="token" value="a&#x2B;b" /><input name="quantity" value="1"></form>
        <form method="post"><input type="hidden" name="token" value="own"></form>
        <a class="card" href="/products/b">B</a><a href="/products/a">A</a><a href="/products/b">again</a><a href="https://elsewhere.example/products/c">C</a>
        """;

    private static readonly Page Shown = new("/account/sign-in?ReturnUrl=%2F", 200, Html);

    [Fact]
    public void Hidden_fields_are_those_of_the_form_that_posts_there() =>
        Assert.Equal([new("token", "a+b")], Shown.HiddenFields("/cart/items"));

    [Fact]
    public void A_form_without_an_action_posts_to_its_own_page() =>
        Assert.Equal([new("token", "own")], Shown.HiddenFields("/account/sign-in"));

    [Fact]
    public void A_form_that_is_not_there_has_no_fields() => Assert.Empty(Shown.HiddenFields("/checkout/order"));

    [Fact]
    public void Links_come_once_in_the_order_of_the_page_and_stay_on_the_site() =>
        Assert.Equal(["/products/b", "/products/a"], Shown.Links("/products/"));
}

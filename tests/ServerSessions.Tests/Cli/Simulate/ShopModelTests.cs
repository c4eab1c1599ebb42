using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation;

namespace ServerSessions.Tests.Cli.Simulate;

public sealed class ShopModelTests
{
    private readonly ShopVisitor _visitor = new(1);

    [Fact]
    public void An_order_is_placed_once_everything_before_it_was_done_and_redirects_to_what_is_missing_until_then()
    {
        Assert.Equal("/cart", Post("checkout.order").Location);
        Post("cart.add", ("slug", "tea-tin"));
        Assert.Equal("/checkout/address", Post("checkout.order").Location);
        Post("checkout.address", ("PostalCode", "10115"));
        Assert.Equal("/checkout/payment", Post("checkout.order").Location);
        Post("checkout.payment", ("Number", "4242424242424242"));
        Assert.Equal("/checkout/orders/FF-1001", Post("checkout.order").Location);
        Assert.Equal("/cart", Post("checkout.order").Location);
    }

    [Fact]
    public void A_wrong_password_answers_200_and_fails_and_the_right_one_redirects()
    {
        var account = DemoAccounts.All[0];
        var wrong = Post(ShopEndpoints.SignIn, ("Email", account.Email), ("Password", "no"));
        Assert.Equal((200, LoginOutcome.Failed, null), (wrong.Status, wrong.Login, _visitor.Account));
        var right = Post(ShopEndpoints.SignIn, ("Email", account.Email), ("Password", account.Password));
        Assert.Equal((302, LoginOutcome.Succeeded, account.Email), (right.Status, right.Login, _visitor.Account));
    }

    [Fact]
    public void A_declined_card_and_a_missing_code_answer_400() =>
        Assert.Equal((400, 400), (Post("checkout.payment", ("Number", "4000000000000002")).Status, Post("checkout.address").Status));

    private ShopAnswer Post(string step, params (string Name, string Value)[] fields) =>
        ShopModel.Answer(step, isPost: true, "/", "", _visitor, name => fields.FirstOrDefault(field => field.Name == name).Value ?? "");
}

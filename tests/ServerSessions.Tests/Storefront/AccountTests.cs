using System.Net;
using ServerSessions.Simulation;
using ServerSessions.Tests.Support;
using Storefront;
using Storefront.People;

namespace ServerSessions.Tests.Storefront;

public sealed class AccountTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private readonly Shopper _shopper = new(shop);

    [Fact]
    public async Task A_wrong_password_answers_200_with_the_form_again()
    {
        var answer = await _shopper.SignInAsync(DemoAccounts.All[0].Email, "not the password");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("do not belong together", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await _shopper.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task The_right_password_opens_the_account()
    {
        var answer = await _shopper.SignInAsync(DemoAccounts.All[0].Email);

        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        Assert.Contains(DemoAccounts.All[0].Name, await (await _shopper.GetAsync("/account")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_return_address_elsewhere_is_ignored()
    {
        var answer = await _shopper.SignInAsync(DemoAccounts.All[1].Email, from: "/account/sign-in?ReturnUrl=https://elsewhere.example/");

        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Only_the_admin_sees_the_way_to_the_sessions()
    {
        await _shopper.SignInAsync(DemoPeople.AdminEmail);
        var customer = new Shopper(shop);
        await customer.SignInAsync(DemoAccounts.All[2].Email);

        Assert.Contains("/admin/sessions", await (await _shopper.GetAsync("/")).Content.ReadAsStringAsync());
        Assert.DoesNotContain("/admin/sessions", await (await customer.GetAsync("/")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_registered_customer_changes_the_password_and_signs_in_with_the_new_one()
    {
        await _shopper.PostAsync("/account/register", "/account/register", ("Name", "Nora"), ("Email", "nora@mail.example"), ("Password", "a first password"));
        await _shopper.PostAsync("/account/password", "/account/password", ("Current", "a first password"), ("Next", "a second password"));
        await _shopper.PostAsync("/account", "/account/sign-out");

        var withTheOld = await _shopper.SignInAsync("nora@mail.example", "a first password");
        var withTheNew = await _shopper.SignInAsync("nora@mail.example", "a second password");

        Assert.Equal(HttpStatusCode.OK, withTheOld.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, withTheNew.StatusCode);
    }

    [Fact]
    public async Task A_short_password_is_not_taken()
    {
        var answer = await _shopper.PostAsync("/account/register", "/account/register", ("Name", "Nora"), ("Email", "short@mail.example"), ("Password", "short"));

        Assert.Contains("At least 12 characters.", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Outside_Development_a_simulation_is_refused()
    {
        var exitCode = typeof(StorefrontApp).Assembly.EntryPoint!.Invoke(null, [new[] { "--simulate", "--environment", "Production" }]);

        Assert.Equal(2, exitCode);
    }
}

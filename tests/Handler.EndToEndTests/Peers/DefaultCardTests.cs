using System.Net;
using Handler.EndToEndTests.Conversations;
using Handler.Protocol;
using Handler.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.EndToEndTests.Peers;

/// <summary>The official JavaScript SDK's client of 0.3, which asks for a card without saying its version.</summary>
[Trait("Needs", "parts")]
public sealed class DefaultCardTests
{
    [Fact]
    public async Task An_address_is_enough_where_the_card_of_0_3_is_the_one_by_default()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<ConversingAgent.Cues>();
        builder.Services.AddA2AAgent<ConversingAgent>(AgentCard.Describe("Peer", "Answers."), options => options.V03CardByDefault = true);
        await using var app = builder.Build();
        app.MapA2A();
        await app.StartAsync();

        await using var process = JavaScript.Start("peer-default-card.mjs", app.Urls.Single());
        (await process.WaitForExitAsync()).ShouldBe(0, process.Story);

        process.Output.ShouldHaveSingleItem().ShouldBe("""{"version":"0.3.0","kind":"task","state":"completed"}""");
    }
}

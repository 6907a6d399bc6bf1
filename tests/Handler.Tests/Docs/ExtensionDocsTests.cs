using System.Text.RegularExpressions;
using Handler.Protocol;
using Handler.Server.Push;
using Handler.Server.Requests;
using Handler.Tests.Architecture;
using Handler.Tests.Protocol;

namespace Handler.Tests.Docs;

/// <summary>docs/extension.md shows what the code does.</summary>
public sealed partial class ExtensionDocsTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "extension.md"));

    private static readonly PushDeliveryParams Promises = DeliveryPromises.Of(
        new PushOptions(), isDurable: true, new EventFilter { Kinds = EventMasks.KindsOf(PushInclude.All), States = EventMasks.States });

    [Fact]
    public void Every_example_on_the_page_is_its_golden_file()
    {
        var examples = Example.Matches(Page);

        examples.Select(example => example.Groups["name"].Value).ShouldBe(["v1/push-delivery-params", "v1/event-filter", "v1/push-delivery-config", "v1/delivery-health"]);
        foreach (Match example in examples)
        {
            CanonicalJson.Of(example.Groups["json"].Value).ShouldBe(CanonicalJson.Of(GoldenFile.Read(example.Groups["name"].Value)));
        }
    }

    [Fact]
    public void The_params_on_the_page_are_those_of_an_agent_with_a_database_and_no_options() =>
        CanonicalJson.Of(A2AJson.Write(Promises)).ShouldBe(CanonicalJson.Of(GoldenFile.Read("v1/push-delivery-params")));

    [Fact]
    public void The_tables_name_every_param_header_kind_and_state()
    {
        Page.ShouldContain($"`{PushDeliveryExtension.Uri}`");
        NamesAfter("| param | says |").ShouldBe(
            PushDeliveryExtension.Declare(Promises).Params!.Keys);
        NamesAfter("| header | value |").ShouldBe(Promises.Headers);
        NamesAfter("| `kinds` | |").ShouldBe(Enum.GetValues<UpdateKind>().Select(kind => kind.WireName));
        NamesAfter("| `state` | |").ShouldBe(
            Enum.GetValues<DeliveryState>().Select(state => A2AJson.Write(new DeliveryHealth { State = state })).Select(StateIn));
    }

    private static string StateIn(byte[] health) => System.Text.Json.JsonElement.Parse(health).GetProperty("state").GetString()!;

    private static IEnumerable<string> NamesAfter(string heading) => Page.Split(heading + "\n")[1].Split('\n').Skip(1)
        .TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('`')[1]);

    [GeneratedRegex("<!-- golden: (?<name>[^ ]+) -->\n```json\n(?<json>.*?)\n```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Example { get; }
}

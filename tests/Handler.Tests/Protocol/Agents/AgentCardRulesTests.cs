using System.Text;
using Handler.Protocol.Agents.Rules;

namespace Handler.Tests.Protocol.Agents;

public sealed class AgentCardRulesTests
{
    private const string Interface = """{"url":"https://a.example","protocolBinding":"JSONRPC","protocolVersion":"1.0"}""";
    private const string Skill = """{"id":"s","name":"S","description":"d","tags":["t"]}""";

    [Theory]
    [InlineData("v1/agent-card", "Invoice agent", "1.0, 0.3")]
    [InlineData("v03/agent-card", "Route planner", "0.3.0")]
    public void A_golden_card_is_valid(string name, string agent, string version)
    {
        var report = AgentCardRules.Check(GoldenFile.Read(name));

        report.Errors.ShouldBeEmpty();
        report.IsValid.ShouldBeTrue();
        report.AgentName.ShouldBe(agent);
        report.ProtocolVersion.ShouldBe(version);
        report.Streaming.ShouldBeTrue();
        report.PushNotifications.ShouldBeTrue();
        report.Skills.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("{'name':null}", "name: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'name':7}", "name: must be a string, found 7", AgentCardIssueType.WrongType)]
    [InlineData("{'name':' '}", "name: must not be empty.", AgentCardIssueType.InvalidValue)]
    [InlineData("{'description':null}", "description: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'version':null}", "version: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'documentationUrl':'docs/'}", "documentationUrl: must be an absolute http or https URL, found \"docs/\"", AgentCardIssueType.InvalidValue)]
    [InlineData("{'iconUrl':'/icon.png'}", "iconUrl: must be an absolute http or https URL", AgentCardIssueType.InvalidValue)]
    [InlineData("{'provider':{'organization':null}}", "provider.organization: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'provider':{'url':'example.com'}}", "provider.url: must be an absolute http or https URL", AgentCardIssueType.InvalidValue)]
    [InlineData("{'provider':'me'}", "provider: must be an object, found \"me\"", AgentCardIssueType.WrongType)]
    [InlineData("{'supportedInterfaces':[]}", "supportedInterfaces: must have at least one element, and is empty.", AgentCardIssueType.InvalidValue)]
    [InlineData("{'supportedInterfaces':null,'url':'https://a','protocolVersion':'1.0'}", "supportedInterfaces: is required and missing. A card with url", AgentCardIssueType.Missing)]
    [InlineData("{'supportedInterfaces':{}}", "supportedInterfaces: must be a list, found {}", AgentCardIssueType.WrongType)]
    [InlineData("{'supportedInterfaces':[null]}", "supportedInterfaces[0]: must be an object, found null", AgentCardIssueType.WrongType)]
    [InlineData("{'capabilities':null}", "capabilities: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'capabilities':[]}", "capabilities: must be an object, found []", AgentCardIssueType.WrongType)]
    [InlineData("{'capabilities':{'streaming':'yes'}}", "capabilities.streaming: must be true or false, found \"yes\"", AgentCardIssueType.WrongType)]
    [InlineData("{'capabilities':{'pushNotifications':1}}", "capabilities.pushNotifications: must be true or false, found 1", AgentCardIssueType.WrongType)]
    [InlineData("{'capabilities':{'extendedAgentCard':0}}", "capabilities.extendedAgentCard: must be true or false", AgentCardIssueType.WrongType)]
    [InlineData("{'capabilities':{'extensions':[{'uri':'mine'}]}}", "capabilities.extensions[0].uri: must be an absolute URI, found \"mine\"", AgentCardIssueType.InvalidValue)]
    [InlineData("{'capabilities':{'extensions':[{'uri':'urn:a:b','required':2}]}}", "capabilities.extensions[0].required: must be true or false", AgentCardIssueType.WrongType)]
    [InlineData("{'capabilities':{'extensions':[{'uri':'urn:a:b','params':[]}]}}", "capabilities.extensions[0].params: must be an object", AgentCardIssueType.WrongType)]
    [InlineData("{'defaultInputModes':null}", "defaultInputModes: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'defaultInputModes':['text']}", "defaultInputModes[0]: must be a media type such as text/plain or application/json, found \"text\"", AgentCardIssueType.InvalidValue)]
    [InlineData("{'defaultOutputModes':[]}", "defaultOutputModes: must have at least one element, and is empty.", AgentCardIssueType.InvalidValue)]
    [InlineData("{'defaultOutputModes':['text/']}", "defaultOutputModes[0]: must be a media type", AgentCardIssueType.InvalidValue)]
    [InlineData("{'skills':[]}", "skills: must have at least one element, and is empty.", AgentCardIssueType.InvalidValue)]
    [InlineData("{'skills':[{'id':'a','name':'A','description':'d'}]}", "skills[0].tags: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'skills':[{'id':'a','name':'A','description':'d','tags':[1]}]}", "skills[0].tags[0]: must be a string, found 1", AgentCardIssueType.WrongType)]
    [InlineData("{'skills':[{'id':'a','name':'A','description':'d','tags':['t'],'inputModes':['x']}]}", "skills[0].inputModes[0]: must be a media type", AgentCardIssueType.InvalidValue)]
    [InlineData("{'skills':[{'id':'a','name':'A','description':'d','tags':['t'],'securityRequirements':[{'schemes':{'no':{}}}]}]}", "skills[0].securityRequirements[0].schemes.no: is no scheme of this card; securitySchemes has api_key,", AgentCardIssueType.InvalidValue)]
    [InlineData("{'signatures':[{'protected':'eyJhbGciOiJFUzI1NiJ9'}]}", "signatures[0].signature: is required and missing.", AgentCardIssueType.Missing)]
    [InlineData("{'signatures':[{'protected':'e30','signature':'AA'}]}", "signatures[0].protected: must be the base64url of a JSON object with alg", AgentCardIssueType.InvalidValue)]
    [InlineData("{'signatures':[{'protected':'AAAA','signature':'AA'}]}", "signatures[0].protected: must be the base64url of a JSON object (", AgentCardIssueType.InvalidValue)]
    [InlineData("{'signatures':[{'protected':'!','signature':'AA'}]}", "signatures[0].protected: must be the base64url, without padding,", AgentCardIssueType.InvalidValue)]
    [InlineData("{'signatures':[{'protected':'eyJhbGciOiJFUzI1NiJ9','signature':'AA=='}]}", "signatures[0].signature: must be base64url without padding, found \"AA==\"", AgentCardIssueType.InvalidValue)]
    public void A_fault_of_a_1_0_card_is_told_with_its_place(string patch, string expected, AgentCardIssueType type) =>
        HasOneError(Check("v1/agent-card", patch), expected, type);

    [Theory]
    [InlineData("{'url':null}", "url: is required and missing.")]
    [InlineData("{'url':'/a2a'}", "url: must be an absolute http or https URL, found \"/a2a\"")]
    [InlineData("{'url':'ftp://a.example'}", "url: must be an absolute http or https URL, found \"ftp://a.example\"")]
    [InlineData("{'url':'https://u:p@a.example'}", "url: holds a user or a password, which everybody who reads the card would have")]
    [InlineData("{'url':'https://a.example/a b'}", "url: holds white space; take it out.")]
    [InlineData("{'protocolBinding':null}", "protocolBinding: is required and missing.")]
    [InlineData("{'protocolBinding':null,'transport':'JSONRPC'}", "protocolBinding: is required and missing. A2A 0.3 called it transport.")]
    [InlineData("{'protocolBinding':'json-rpc'}", "protocolBinding: must be written JSONRPC, found \"json-rpc\"")]
    [InlineData("{'protocolBinding':'REST'}", "protocolBinding: must be JSONRPC, GRPC, HTTP+JSON or the URI of another binding, found \"REST\"")]
    [InlineData("{'protocolBinding':'GRPC','url':'/x'}", "url: must be an absolute http or https URL")]
    [InlineData("{'protocolBinding':'urn:my:binding','url':'x'}", "url: must be an absolute URI, found \"x\"")]
    [InlineData("{'protocolVersion':null}", "protocolVersion: is required and missing.")]
    [InlineData("{'protocolVersion':1.0}", "protocolVersion: must be a string, found 1.0")]
    [InlineData("{'protocolVersion':'v1'}", "protocolVersion: must be a version of A2A such as 1.0, found \"v1\"")]
    [InlineData("{'tenant':5}", "tenant: must be a string, found 5")]
    public void A_fault_of_an_interface_is_told_with_its_place(string patch, string expected)
    {
        var patched = Patched(Interface, patch);

        Check("v1/agent-card", $"{{'supportedInterfaces':[{patched}]}}").Errors.ShouldHaveSingleItem().ToString()
            .ShouldStartWith($"supportedInterfaces[0].{expected}");
    }

    [Theory]
    [InlineData("{'protocolBinding':'GRPC','url':'agent.example:443'}")]
    [InlineData("{'protocolBinding':'GRPC','url':'https://grpc.agent.example'}")]
    [InlineData("{'protocolBinding':'urn:my:binding','url':'wss://a.example'}")]
    [InlineData("{'url':'http://127.0.0.1:8000'}")]
    [InlineData("{'url':'http://[::1]:8000/a2a'}")]
    [InlineData("{'tenant':''}")]
    public void Other_interfaces_are_as_good(string patch)
    {
        var report = Check("v1/agent-card", $"{{'supportedInterfaces':[{Patched(Interface, patch)}],'securitySchemes':null,'securityRequirements':null,'skills':[{Skill}]}}");

        report.Errors.ShouldBeEmpty();
        report.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "needs exactly one of apiKeySecurityScheme, httpAuthSecurityScheme, oauth2SecurityScheme,")]
    [InlineData("{'type':'http','scheme':'Bearer'}", "found none of them. What has a type is written as in A2A 0.3.")]
    [InlineData("{'mtlsSecurityScheme':{},'httpAuthSecurityScheme':{'scheme':'Bearer'}}", "found httpAuthSecurityScheme and mtlsSecurityScheme.")]
    [InlineData("{'httpAuthSecurityScheme':{}}", ".httpAuthSecurityScheme.scheme: is required and missing.")]
    [InlineData("{'apiKeySecurityScheme':{'name':'k','in':'header'}}", ".apiKeySecurityScheme.location: is required and missing. A2A 0.3 called it in.")]
    [InlineData("{'apiKeySecurityScheme':{'name':'k','location':'body'}}", ".apiKeySecurityScheme.location: must be one of header, query, cookie, found \"body\"")]
    [InlineData("{'openIdConnectSecurityScheme':{}}", ".openIdConnectSecurityScheme.openIdConnectUrl: is required and missing.")]
    [InlineData("{'oauth2SecurityScheme':{}}", ".oauth2SecurityScheme.flows: is required and missing.")]
    [InlineData("{'oauth2SecurityScheme':{'flows':{}}}", ".oauth2SecurityScheme.flows: needs exactly one of authorizationCode,")]
    [InlineData("{'oauth2SecurityScheme':{'flows':{'clientCredentials':{'scopes':{}}}}}", ".flows.clientCredentials.tokenUrl: is required and missing.")]
    [InlineData("{'oauth2SecurityScheme':{'flows':{'clientCredentials':{'tokenUrl':'https://a'}}}}", ".flows.clientCredentials.scopes: is required and missing.")]
    [InlineData("{'oauth2SecurityScheme':{'flows':{'clientCredentials':{'tokenUrl':'https://a','scopes':{'s':1}}}}}", ".flows.clientCredentials.scopes.s: must be a string, found 1")]
    [InlineData("{'oauth2SecurityScheme':{'flows':{'deviceCode':{'tokenUrl':'https://a','scopes':{}}}}}", ".flows.deviceCode.deviceAuthorizationUrl: is required")]
    [InlineData("{'oauth2SecurityScheme':{'flows':{'authorizationCode':{'tokenUrl':'https://a','scopes':{}}}}}", ".flows.authorizationCode.authorizationUrl: is required")]
    [InlineData("{'oauth2SecurityScheme':{'oauth2MetadataUrl':'x','flows':{'deviceCode':{'deviceAuthorizationUrl':'https://a','tokenUrl':'https://a','scopes':{}}}}}", ".oauth2MetadataUrl: must be an absolute")]
    [InlineData("'bearer'", ": must be an object, found \"bearer\"")]
    public void A_fault_of_a_security_scheme_is_told_with_its_place(string scheme, string expected)
    {
        var error = Check("v1/agent-card", $"{{'securitySchemes':{{'new':{scheme}}}}}").Errors.ShouldHaveSingleItem().ToString();

        error.ShouldStartWith("securitySchemes.new");
        error.ShouldContain(expected);
    }

    [Theory]
    [InlineData("{'schemes':{'nope':{'list':[]}}}", ".schemes.nope: is no scheme of this card; securitySchemes has api_key, http,")]
    [InlineData("{'http':[]}", ".schemes: is required and missing. A2A 1.0 writes {\"schemes\": {\"name\": {\"list\": [\"scope\"]}}}.")]
    [InlineData("{'schemes':{'http':[]}}", ".schemes.http: must be an object, found []")]
    [InlineData("{'schemes':{'http':{'list':[1]}}}", ".schemes.http.list[0]: must be a string, found 1")]
    public void A_fault_of_a_security_requirement_is_told_with_its_place(string requirement, string expected) =>
        Check("v1/agent-card", $"{{'securityRequirements':[{requirement}]}}").Errors.ShouldHaveSingleItem().ToString()
            .ShouldStartWith($"securityRequirements[0]{expected}");

    [Fact]
    public void An_empty_requirement_means_that_no_credentials_are_needed() =>
        Check("v1/agent-card", "{'securityRequirements':[{},{'schemes':{}}]}").IsValid.ShouldBeTrue();

    [Theory]
    [InlineData("{'protocolVersion':null}", "protocolVersion: is required and missing.")]
    [InlineData("{'protocolVersion':'new'}", "protocolVersion: must be a version of A2A such as 0.3.0, found \"new\"")]
    [InlineData("{'url':null}", "url: is required and missing.")]
    [InlineData("{'url':'here'}", "url: must be an absolute http or https URL, found \"here\"")]
    [InlineData("{'name':null}", "name: is required and missing.")]
    [InlineData("{'capabilities':null}", "capabilities: is required and missing.")]
    [InlineData("{'capabilities':{'stateTransitionHistory':'no'}}", "capabilities.stateTransitionHistory: must be true or false")]
    [InlineData("{'capabilities':{'extensions':[{}]}}", "capabilities.extensions[0].uri: is required and missing.")]
    [InlineData("{'additionalInterfaces':[{'url':'https://a'}]}", "additionalInterfaces[0].transport: is required and missing.")]
    [InlineData("{'additionalInterfaces':[{'transport':'GRPC'}]}", "additionalInterfaces[0].url: is required and missing.")]
    [InlineData("{'preferredTransport':'HTTP+JSON'}", "additionalInterfaces: has the main url with JSONRPC alone, and preferredTransport is HTTP+JSON.")]
    [InlineData("{'preferredTransport':null,'url':'https://a','additionalInterfaces':[{'url':'https://a','transport':'HTTP+JSON'}]}", "additionalInterfaces: has the main url with HTTP+JSON alone, and without preferredTransport it is JSONRPC.")]
    [InlineData("{'supportsAuthenticatedExtendedCard':'yes'}", "supportsAuthenticatedExtendedCard: must be true or false")]
    [InlineData("{'securitySchemes':{'new':{}}}", "securitySchemes.new.type: is required and missing.")]
    [InlineData("{'securitySchemes':{'new':{'type':'basic'}}}", "securitySchemes.new.type: must be one of apiKey, http, oauth2,")]
    [InlineData("{'securitySchemes':{'new':{'type':'apiKey','name':'k','in':'body'}}}", "securitySchemes.new.in: must be one of header, query, cookie")]
    [InlineData("{'securitySchemes':{'new':{'type':'http'}}}", "securitySchemes.new.scheme: is required and missing.")]
    [InlineData("{'securitySchemes':{'new':{'type':'oauth2'}}}", "securitySchemes.new.flows: is required and missing.")]
    [InlineData("{'securitySchemes':{'new':{'type':'oauth2','flows':{'password':{'scopes':{}}}}}}", "securitySchemes.new.flows.password.tokenUrl: is required")]
    [InlineData("{'securitySchemes':{'new':{'type':'openIdConnect'}}}", "securitySchemes.new.openIdConnectUrl: is required and missing.")]
    [InlineData("{'security':[{'nope':[]}]}", "security[0].nope: is no scheme of this card; securitySchemes has oidc,")]
    [InlineData("{'security':[{'key':{}}]}", "security[0].key: must be a list, found {}")]
    [InlineData("{'defaultInputModes':['text']}", "defaultInputModes[0]: must be a media type")]
    [InlineData("{'skills':[{'id':'a','name':'A','description':'d'}]}", "skills[0].tags: is required and missing.")]
    public void A_fault_of_a_0_3_card_is_told_with_its_place(string patch, string expected) =>
        Check("v03/agent-card", patch).Errors.ShouldHaveSingleItem().ToString().ShouldStartWith(expected);

    [Theory]
    [InlineData("v1/agent-card", "{'supportedInterfaces':[{'url':'http://a.example','protocolBinding':'JSONRPC','protocolVersion':'1.0'}]}", "supportedInterfaces[0].url: is http,")]
    [InlineData("v1/agent-card", "{'supportedInterfaces':[{'url':'https://0.0.0.0:1','protocolBinding':'JSONRPC','protocolVersion':'1.0'}]}", "supportedInterfaces[0].url: 0.0.0.0 is an address to listen on")]
    [InlineData("v1/agent-card", "{'supportedInterfaces':[{'url':'https://a','protocolBinding':'JSONRPC','protocolVersion':'1.0.0'}]}", "supportedInterfaces[0].protocolVersion: is a version with a patch number")]
    [InlineData("v1/agent-card", "{'supportedInterfaces':[" + Interface + "," + Interface + "]}", "supportedInterfaces[1]: is there already")]
    [InlineData("v1/agent-card", "{'capabilities':{'pushNotifications':null,'pushNotification':true}}", "capabilities.pushNotification: is no member of this object, so nobody reads it; did you mean pushNotifications?")]
    [InlineData("v1/agent-card", "{'capabilities':{'extensions':[{}]}}", "capabilities.extensions[0]: has no uri")]
    [InlineData("v1/agent-card", "{'documentationUrl':null,'documentation_url':'https://a'}", "documentation_url: is written documentationUrl in A2A's JSON")]
    [InlineData("v1/agent-card", "{'securityRequirements':null,'security':[]}", "security: is of A2A 0.3; a client of 1.0 reads securityRequirements")]
    [InlineData("v03/agent-card", "{'preferredTransport':'SOAP','additionalInterfaces':null}", "preferredTransport: is none of JSONRPC, GRPC, HTTP+JSON")]
    [InlineData("v03/agent-card", "{'defaultInputModes':[]}", "defaultInputModes: is empty")]
    [InlineData("v03/agent-card", "{'url':'https://elsewhere.example'}", "additionalInterfaces: has no entry for the main url with its transport, JSONRPC")]
    public void What_is_allowed_and_not_advised_is_a_warning(string golden, string patch, string expected)
    {
        var report = Check(golden, patch);

        report.Errors.ShouldBeEmpty();
        report.Warnings.ShouldContain(issue => issue.ToString().StartsWith(expected, StringComparison.Ordinal), string.Join('\n', report.Warnings));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var report = Check("v1/agent-card", "{'name':null,'version':3,'skills':[{'id':'a'},{'id':'a','name':'A','description':'d','tags':['t']}]}");

        report.Errors.Select(issue => issue.Path)
            .ShouldBe(["name", "version", "skills[0].name", "skills[0].description", "skills[0].tags", "skills[1].id"]);
    }

    [Fact]
    public void A_card_older_than_0_3_is_told_what_it_is()
    {
        var error = AgentCardRules.Check("""{"name":"Old","interfaces":[{"type":"json-rpc","url":"http://a","version":"1.0"}]}"""u8).Errors.ShouldHaveSingleItem();

        error.Path.ShouldBe("interfaces");
        error.Message.ShouldContain("older than A2A 0.3");
    }

    [Fact]
    public void A_name_that_is_there_in_both_spellings_is_a_fault() =>
        Check("v1/agent-card", "{'icon_url':'https://a','iconUrl':'https://a'}").Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("icon_url: is iconUrl once more, in other letters; give it once.");

    [Fact]
    public void A_long_value_is_cut_in_the_message()
    {
        var error = Check("v1/agent-card", $"{{'provider':'{new string('x', 500)}'}}").Errors.ShouldHaveSingleItem();

        error.Message.Length.ShouldBeLessThan(120);
        error.Message.ShouldEndWith("…");
    }

    private static void HasOneError(AgentCardReport report, string expected, AgentCardIssueType type)
    {
        var error = report.Errors.ShouldHaveSingleItem();
        error.ToString().ShouldStartWith(expected);
        error.Type.ShouldBe(type);
        report.IsValid.ShouldBeFalse();
    }

    /// <summary>With single quotes for double ones.</summary>
    private static AgentCardReport Check(string golden, string patch) => AgentCardRules.Check(CardPatch.Of(golden, patch.Replace('\'', '"')));

    private static string Patched(string json, string patch) => Encoding.UTF8.GetString(CardPatch.Apply(json, patch.Replace('\'', '"')));
}

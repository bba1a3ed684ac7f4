package sacred.providers.langchain;

import sacred.providers.ProviderKind;

class GroqContractTest extends OpenAiContractTest {

    @Override
    ProviderKind kind() {
        return ProviderKind.GROQ;
    }

    @Override
    String basePath() {
        return "/openai/v1/";
    }

    @Override
    String path() {
        return "/openai/v1/chat/completions";
    }

    @Override
    String end(String reason) {
        return ("data: {'choices':[{'index':0,'delta':{},'finish_reason':'" + reason
                        + "'}],'x_groq':{'usage':{'prompt_tokens':12,'completion_tokens':34}}}\n\ndata: [DONE]\n\n")
                .replace('\'', '"');
    }
}

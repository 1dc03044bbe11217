"use strict";

// After a restart of the bot the page goes on within a second or two; left alone, Web Chat waits up to
// half a minute, shows nothing at all when the press of a button is lost, and goes on "sending" what did
// not arrive, a file for minutes: told that it was refused, it offers to send it again.
function stayInTouch(directLine, { lost, heard }) {
  const requestSeconds = 60;
  const refused = 400; // the first of those after which Direct Line does not keep what was said as under way
  const { ajax } = directLine.services;
  directLine.services.ajax = (request) => {
    const isSaid = request.method === "POST" && /\/(activities|upload)(\?|$)/.test(request.url);
    const answer = ajax({ ...request, timeout: requestSeconds * 1000 });
    return isSaid ? answer.do(heard, lost).catch((fault) => { throw Object.assign(new Error("lost"), { status: refused, fault }); }) : answer;
  };
  directLine.timeout = 1000;
  directLine.retries = Infinity;
  directLine.getRetryDelay = () => 500;
}

// Teams takes no second press of a button before the first is answered; a double click here is one press.
function pressesOnce() {
  const doubleClickMs = 600;
  let last = "", at = -Infinity;
  return (action) => {
    if (action.type !== "WEB_CHAT/SEND_POST_BACK") return false;
    const [pressed, now] = [JSON.stringify(action.payload.value), performance.now()];
    const isAgain = pressed === last && now - at < doubleClickMs;
    [last, at] = [pressed, now];
    return isAgain;
  };
}

// Web Chat forgets where a file lies once it was sent in vain, and could never send it again.
function keepFiles(directLine) {
  const places = new Map();
  const post = directLine.postActivity.bind(directLine);
  directLine.postActivity = (said) => {
    const sizes = said.channelData?.attachmentSizes || [];
    const attachments = said.attachments?.map((file, at) => {
      const key = JSON.stringify([file.name, sizes[at]]);
      if (file.contentUrl) places.set(key, file.contentUrl);
      return { ...file, contentUrl: places.get(key) };
    });
    return post(attachments ? { ...said, attachments } : said);
  };
}

(async () => {
  const query = new URLSearchParams(location.search);
  const chosen = "chosen";
  const locale = query.get("locale") || (navigator.language.startsWith("ko") ? "ko-KR" : "en-US");
  const user = query.get("user") || "asha";
  const isKorean = locale.startsWith("ko");
  const byId = (id) => document.getElementById(id);
  document.documentElement.lang = isKorean ? "ko" : "en";

  for (const [id, other] of [["en", "en-US"], ["ko", "ko-KR"]]) {
    const there = new URLSearchParams(query);
    there.set("locale", other);
    byId(id).href = "/chat?" + there + "#" + chosen;
    if (isKorean === (id === "ko")) byId(id).setAttribute("aria-current", "true");
  }
  const quietMs = 1000;
  let isShown = false;
  let isChosen = location.hash === "#" + chosen; // then the bot is asked to speak it, too
  if (isChosen) history.replaceState(null, "", location.pathname + location.search);
  const words = isKorean
    ? { title: "협력 클레임", sandbox: "접수된 클레임", failed: "채팅을 불러오지 못했습니다. 페이지를 새로 고쳐 주십시오.", lost: "전달되지 않았습니다. 잠시 후 다시 시도해 주십시오." }
    : { title: "Co-op Claims", sandbox: "Received claims", failed: "The chat could not be loaded. Please reload the page.", lost: "That did not arrive. Please try again in a moment." };
  document.title = words.title;
  byId("title").textContent = words.title;
  byId("sandbox").textContent = words.sandbox;

  if (!window.WebChat) {
    byId("waiting").textContent = words.failed;
    return;
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "";
  const told = new URLSearchParams({ user, locale, zone });
  const answer = await fetch("/chat/directline/tokens/generate?" + told, { method: "POST" });
  const { token, person } = await answer.json();
  byId("person").textContent = person.name;
  const directLine = WebChat.createDirectLine({
    domain: location.origin + "/chat/directline",
    token,
    webSocket: query.get("ws") !== "0",
  });
  keepFiles(directLine);
  const isPressedAgain = pressesOnce();
  const store = WebChat.createStore({}, ({ dispatch }) => (next) => (action) => {
    if (isPressedAgain(action)) return action;
    const done = next(action);
    if (isChosen && action.type === "DIRECT_LINE/CONNECT_FULFILLED") {
      isChosen = false;
      dispatch({ type: "WEB_CHAT/SEND_MESSAGE", payload: { text: isKorean ? "한국어" : "English" } });
    }
    return done;
  });
  stayInTouch(directLine, {
    lost: () => store.dispatch({ type: "WEB_CHAT/SET_NOTIFICATION", payload: { id: "lost", level: "error", message: words.lost } }),
    heard: () => store.dispatch({ type: "WEB_CHAT/DISMISS_NOTIFICATION", payload: { id: "lost" } }),
  });

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const colors = () => dark.matches
    ? { paper: "#292929", desk: "#333333", mine: "#3d3e66", ink: "#f2f2f2", quiet: "#b8b8b8", line: "#424242", accent: "#a6a7f0" }
    : { paper: "#ffffff", desk: "#f5f5f5", mine: "#e8ebfa", ink: "#242424", quiet: "#5c5c5c", line: "#d6d6d6", accent: "#5b5fc7" };
  const style = (c) => ({
    uploadMultiple: true,
    sendAttachmentOn: "attach", // else a chosen file waits, with next to nothing to see, for Send
    hideUploadButton: false,
    backgroundColor: c.paper,
    accent: c.accent,
    subtle: c.quiet,
    primaryFont: getComputedStyle(document.body).fontFamily,
    autoScrollSnapOnPage: isShown, // a long form is first seen from its beginning, what was said before from its end
    bubbleBackground: c.desk,
    bubbleTextColor: c.ink,
    bubbleBorderColor: c.line,
    bubbleBorderRadius: 6,
    bubbleMaxWidth: 620,
    messageActivityWordBreak: isKorean ? "keep-all" : "break-word",
    bubbleFromUserBackground: c.mine,
    bubbleFromUserTextColor: c.ink,
    bubbleFromUserBorderColor: c.line,
    bubbleFromUserBorderRadius: 6,
    sendBoxBackground: c.paper,
    sendBoxTextColor: c.ink,
    sendBoxPlaceholderColor: c.quiet,
    sendBoxButtonColor: c.quiet,
    sendBoxButtonColorOnActive: c.accent,
    sendBoxButtonColorOnFocus: c.accent,
    sendBoxButtonColorOnHover: c.accent,
    sendBoxButtonShadeColorOnActive: c.desk,
    sendBoxButtonShadeColorOnFocus: c.desk,
    sendBoxButtonShadeColorOnHover: c.desk,
    sendBoxBorderTop: `1px solid ${c.line}`,
    timestampColor: c.quiet,
    suggestedActionTextColor: c.accent,
    cardPushButtonBackgroundColor: c.paper,
    cardPushButtonTextColor: c.accent,
  });
  // without a host configuration cards are drawn dark on light, whatever the page looks like
  const cardColors = (c) => {
    const pair = (color) => ({ default: color, subtle: c.quiet });
    const foregroundColors = {
      default: pair(c.ink),
      dark: pair(c.ink),
      light: pair(c.quiet),
      accent: pair(c.accent),
      good: pair(dark.matches ? "#92c353" : "#237b4b"),
      warning: pair(dark.matches ? "#f8d22a" : "#8a5a00"),
      attention: pair(dark.matches ? "#f1707b" : "#c4314b"),
    };
    return {
      fontFamily: getComputedStyle(document.body).fontFamily,
      containerStyles: {
        default: { backgroundColor: c.desk, foregroundColors },
        emphasis: { backgroundColor: dark.matches ? "#3d3d3d" : "#ebebeb", foregroundColors },
        good: { backgroundColor: dark.matches ? "#1c3a24" : "#e7f2da", foregroundColors },
        warning: { backgroundColor: dark.matches ? "#463100" : "#fbf6d9", foregroundColors },
        attention: { backgroundColor: dark.matches ? "#4a1d24" : "#fcf4f6", foregroundColors },
        accent: { backgroundColor: dark.matches ? "#33344a" : "#e8ebfa", foregroundColors },
      },
      actions: { actionsOrientation: "horizontal", actionAlignment: "left", maxActions: 6, spacing: "medium" },
      spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 16 },
      separator: { lineThickness: 1, lineColor: c.line },
      supportsInteractivity: true,
    };
  };
  const draw = () => WebChat.renderWebChat(
    {
      directLine,
      store,
      locale,
      userID: person.id,
      username: person.name,
      styleOptions: style(colors()),
      adaptiveCardsHostConfig: cardColors(colors()),
    },
    byId("webchat"),
  );
  draw();
  dark.addEventListener("change", draw);
  let settled = 0;
  const stop = store.subscribe(() => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      stop();
      isShown = true;
      draw();
      byId("webchat").setAttribute("aria-busy", "false");
    }, quietMs);
  });
})();

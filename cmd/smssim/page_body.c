/* SPDX-License-Identifier: ISC */
#include "page_parts.h"

#include <stddef.h>

/* clang-format off */
const char *const page_head[] = {
"<!doctype html>",
"<html lang='en'>",
"<meta charset='utf-8'>",
"<meta name='viewport' content='width=device-width, initial-scale=1'>",
"<meta name='color-scheme' content='light dark'>",
"<title>smssim: simulated phones</title>",
"<link rel='icon' href='data:,'>",
NULL};

const char *const page_body[] = {
"<header>",
"  <h1>Simulated phones</h1>",
"  <p id='status' role='status'>connecting</p>",
"  <form id='faults' autocomplete='off'>",
"    <label for='fate'>What goes wrong next</label>",
"    <input id='fate' placeholder='nothing; else 503:2 slow:10%'>",
"    <button>Set</button>",
"    <p id='set' role='status'></p>",
"  </form>",
"</header>",
"<main id='phones'>",
"  <div id='empty'>",
"    <h2>No texts yet</h2>",
"    <p>A phone appears here with its first text. The provider listens at</p>",
"    <p><code id='origin'></code></p>",
"  </div>",
"</main>",
"",
"<template id='card'>",
"  <section class='phone'>",
"    <div class='top'>",
"      <h2></h2>",
"      <p class='blocked' hidden></p>",
"    </div>",
"    <ol role='log' tabindex='0'></ol>",
"    <form autocomplete='off'>",
"      <label></label>",
"      <input name='text' maxlength='1600' placeholder='Reply, e.g. C or STOP'>",
"      <button>Send</button>",
"      <p class='trouble' role='alert' hidden></p>",
"    </form>",
"  </section>",
"</template>",
"",
"<template id='bubble'>",
"  <li>",
"    <p class='text'></p>",
"    <p class='note'><time></time> <span></span></p>",
"  </li>",
"</template>",
NULL};
